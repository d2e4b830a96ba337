import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Contribution, defineFeature } from '../../../src/plan/feature.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { renderPlan } from '../../../src/render/render.ts';
import type { TemplateFile, Templates } from '../../../src/render/templates.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { asAnswers } from '../spec/arbitrary.ts';

const specOf = (answers: Record<string, unknown>) =>
  resolveSpec(asAnswers({ name: 'shop', ...answers }), { nodeMajor: 24 });

const spec = specOf({ 'reasons.style': 'we are three', 'forces.teamSize': 'tiny' });

const plain = (
  path: string,
  contents: TemplateFile['contents'],
  executable = false,
): TemplateFile => ({
  path,
  contents,
  executable,
});

/** Renders contributions of as many features, `f0` and on, over templates in memory. */
function rendered(
  contributions: readonly Contribution[],
  folders: Readonly<Record<string, readonly TemplateFile[]>> = {},
  chosen = spec,
) {
  const features = contributions.map((contribution, index) =>
    defineFeature({ id: `f${index}`, about: '', when: () => true, contribute: () => contribution }),
  );
  const templates: Templates = { folder: (name) => folders[name] ?? [] };
  return renderPlan(makePlan(chosen, features), templates, '1.2.3');
}

const textOf = (tree: ReturnType<typeof rendered>, path: string) => tree.get(path)?.contents ?? '';

describe('rendering', () => {
  test('lands files where their set says, with holes filled and modes kept', () => {
    const folders = {
      queue: [
        plain('index.ts', 'as it is'),
        plain('name.ts', (values) => JSON.stringify(values)),
        plain('run', '#!', true),
      ],
    };
    const files = [{ folder: 'queue', into: 'packages/queue', data: { topic: 'orders' } }];
    const tree = rendered([{ files }], folders);
    expect(textOf(tree, 'packages/queue/index.ts')).toBe('as it is');
    expect(JSON.parse(textOf(tree, 'packages/queue/name.ts'))).toMatchObject({
      name: 'shop',
      topic: 'orders',
    });
    expect(tree.get('packages/queue/run')?.mode).toBe(0o755);
    expect(tree.get('packages/queue/index.ts')?.mode).toBe(0o644);
  });

  test('puts the name of a set where a path asks for it, also at its start', () => {
    const folders = { context: [plain('__name__.smoke.ts', 'a'), plain('test/__name__.ts', 'b')] };
    const files = [{ folder: 'context', into: 'test', data: { name: 'invoices' } }];
    const tree = rendered([{ files }], folders);
    expect(textOf(tree, 'test/invoices.smoke.ts')).toBe('a');
    expect(textOf(tree, 'test/test/invoices.ts')).toBe('b');
  });

  test('names the template that cannot be filled', () => {
    const fails = () => {
      throw new Error('"topic" not defined');
    };
    const sets = [{ files: [{ folder: 'queue', into: '' }] }];
    expect(() => rendered(sets, { queue: [plain('a.ts', fails)] })).toThrow(
      'templates/queue/a.ts.hbs: "topic" not defined',
    );
    expect(() => rendered([{}], { 'f0/_readme': [plain('10-a.md', fails)] })).toThrow(
      'templates/f0/_readme/10-a.md.hbs',
    );
  });

  test('refuses that two sets write one path', () => {
    const files = [{ folder: 'queue', into: '' }];
    expect(() => rendered([{ files }, { files }], { queue: [plain('a.ts', '')] })).toThrow(
      'two features write a.ts',
    );
  });

  test('joins README sections of all features by their numbers', () => {
    const tree = rendered([{}, {}], {
      'f0/_readme': [plain('20-later.md', '## Later\n')],
      'f1/_readme': [plain('10-first.md', '# First\n')],
    });
    expect(textOf(tree, 'README.md')).toBe('# First\n\n## Later\n');
    expect([...tree.keys()].filter((path) => path.includes('_readme'))).toEqual([]);
  });

  test('numbers decision records and adds the reasons that were given', () => {
    const tree = rendered([{}], {
      'f0/_decisions': [plain('10-style.style.md', '# Style\n\nWhy.\n')],
    });
    const record = textOf(tree, 'docs/decisions/0001-style.md');
    expect(record).toContain('# 0001. Style');
    expect(record).toContain('we are three');
    expect(record).toContain('**1 to 3**');
    expect(record).toContain('Modular monolith fits best of 5 styles.');
  });

  test('says in the decision about the style where the answers speak for another', () => {
    const spiky = { 'forces.traffic': 'spiky', 'forces.consistency': 'eventual' };
    const folders = { 'f0/_decisions': [plain('10-style.style.md', '# Style\n')] };
    const tree = rendered([{}], folders, specOf({ ...spiky, 'forces.async': 'some' }));
    const record = textOf(tree, 'docs/decisions/0001-style.md');
    expect(record).not.toContain('## Our reasons');
    expect(record).toMatch(/Serverless fits best; Modular monolith comes \d of 5\.\n$/);
  });

  test('pins versions of packages and sorts them', () => {
    const tree = rendered([
      { packages: { '': { dependencies: ['pg'], fields: { name: 'shop' } } } },
      { packages: { '': { dependencies: ['fastify', '@app/auth'] } } },
    ]);
    const { dependencies } = JSON.parse(textOf(tree, 'package.json'));
    expect(Object.keys(dependencies)).toEqual(['@app/auth', 'fastify', 'pg']);
    expect(dependencies.fastify).toMatch(/^\d+\.\d+\.\d+$/);
    expect(dependencies['@app/auth']).toBe('file:packages/auth');
  });

  test('refuses a package that no version is pinned for', () => {
    const packages = { '': { dependencies: ['left-pad'] } };
    expect(() => rendered([{ packages }])).toThrow('versions.json does not name left-pad');
  });

  test('joins what features add to a compose service with what it has', () => {
    const app = {
      image: 'app',
      environment: { LEVEL: 'info' },
      depends_on: { migrate: { condition: 'service_completed_successfully' } },
      volumes: ['app:/var/lib/app'],
    };
    const tree = rendered([
      { compose: { services: { app, db: { image: 'db' } } } },
      {
        compose: {
          environment: { app: { URL: 'db' } },
          dependsOn: { app: { db: 'service_healthy' } },
          mounts: { app: { '/etc/app.conf': './deploy/app.conf' } },
          ports: { app: ['127.0.0.1:1:1'] },
        },
      },
    ]);
    expect(parse(textOf(tree, 'compose.yaml')).services.app).toEqual({
      image: 'app',
      environment: { LEVEL: 'info', URL: 'db' },
      depends_on: {
        migrate: { condition: 'service_completed_successfully' },
        db: { condition: 'service_healthy' },
      },
      volumes: ['app:/var/lib/app', './deploy/app.conf:/etc/app.conf:ro'],
      ports: ['127.0.0.1:1:1'],
    });
  });

  test('refuses that a feature writes over what a service has', () => {
    const own = { compose: { services: { app: { environment: { URL: 'mine' } } } } };
    const other = { compose: { environment: { app: { URL: 'theirs' } } } };
    expect(() => rendered([own, other])).toThrow('a compose service has URL already');
  });

  test('refuses what is added to a service that nobody defines', () => {
    const compose = { services: { app: {} }, environment: { nobody: { URL: 'x' } } };
    expect(() => rendered([{ compose }])).toThrow('no feature defines the compose service nobody');
  });

  test('writes each variable with what it is and how it gets its value', () => {
    const tree = rendered([
      {
        env: {
          SECRET: { about: 'Signs tokens.', generated: 'password' },
          LEVEL: { about: 'How much is logged.', example: 'info', optional: true },
        },
      },
    ]);
    expect(textOf(tree, '.env.example')).toContain(
      '# Signs tokens.\n# generated: password\nSECRET=\n',
    );
    expect(textOf(tree, '.env.example')).toContain('# How much is logged.\n# LEVEL=info\n');
  });
});
