import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { packTemplates } from '../../../build/pack-templates.ts';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { packedTemplates } from '../../../src/render/packed-templates.ts';
import { renderPlan } from '../../../src/render/render.ts';
import { templateFolder } from '../../../src/render/template-folder.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { temporaryFolder } from '../disk/folders.ts';
import { asAnswers } from '../spec/arbitrary.ts';

const folder = fileURLToPath(new URL('../../../templates', import.meta.url));

test('packed templates render to the same bytes as those on disk', () => {
  const packed = temporaryFolder();
  for (const [feature, text] of packTemplates(folder)) {
    writeFileSync(join(packed, `${feature}.cjs`), text);
  }
  const load = createRequire(import.meta.url);
  const files = (feature: string) => load(join(packed, `${feature}.cjs`));
  const values = {
    name: 'shop',
    contexts: 'users,products,orders,payments,invoices',
    readReplicas: 1,
  };
  const plan = makePlan(resolveSpec(asAnswers(values), { nodeMajor: 20 }), features);
  const fromDisk = renderPlan(plan, templateFolder(folder), '1.2.3');
  const fromPack = renderPlan(plan, packedTemplates(files), '1.2.3');
  expect(fromDisk.size).toBeGreaterThan(50);
  expect([...fromPack]).toEqual([...fromDisk]);
});

test('a folder is unpacked once, however many contexts come from it', () => {
  const contents = { compiler: [8, '>= 4.3.0'], main: () => 'text', useData: true };
  const files = [{ path: 'resource/a.ts', executable: false, contents }];
  const templates = packedTemplates((feature) => (feature === 'resource' ? files : []));
  expect(templates.folder('resource')).toHaveLength(1);
  expect(templates.folder('resource')).toBe(templates.folder('resource'));
});
