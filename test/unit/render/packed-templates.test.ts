import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { packTemplates } from '../../../build/pack-templates.ts';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { packedTemplates } from '../../../src/render/packed-templates.ts';
import { renderPlan } from '../../../src/render/render.ts';
import { templateFolder } from '../../../src/render/template-folder.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { asAnswers } from '../spec/arbitrary.ts';

const folder = fileURLToPath(new URL('../../../templates', import.meta.url));

test('packed templates render to the same bytes as those on disk', () => {
  const { index, texts } = packTemplates(folder);
  const values = {
    name: 'shop',
    contexts: 'users,products,orders,payments,invoices',
    readReplicas: 1,
  };
  const plan = makePlan(resolveSpec(asAnswers(values), { nodeMajor: 20 }), features);
  const fromDisk = renderPlan(plan, templateFolder(folder), '1.2.3');
  const fromPack = renderPlan(plan, packedTemplates(index, texts), '1.2.3');
  expect(fromDisk.size).toBeGreaterThan(50);
  expect([...fromPack]).toEqual([...fromDisk]);
});

test('a folder is unpacked once, however many contexts come from it', () => {
  const file = { path: 'a.ts', executable: false, holes: true, begin: 0, end: 2 };
  const templates = packedTemplates({ 'resource/module': [file] }, Buffer.from('[]'));
  expect(templates.folder('resource/module')).toHaveLength(1);
  expect(templates.folder('resource/module')).toBe(templates.folder('resource/module'));
});
