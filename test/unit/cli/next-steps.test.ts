import { describe, expect, test } from 'vitest';
import { nextSteps, type Situation } from '../../../src/cli/next-steps.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';

const spec = resolveSpec(
  { name: { value: 'shop', origin: { kind: 'prompt' } } },
  { nodeMajor: 24 },
);

const ordinary: Situation = {
  folder: '/work/shop',
  cwd: '/work',
  spec,
  machine: { nodeMajor: 24 },
  docker: true,
  installed: true,
};

function commands(changed: Partial<Situation>): string[] {
  return nextSteps({ ...ordinary, ...changed }).steps.map(({ command }) => command);
}

function notes(changed: Partial<Situation>): string {
  return nextSteps({ ...ordinary, ...changed }).notes.join('\n');
}

describe('the next steps', () => {
  test('go from the folder to the system in Docker', () => {
    expect(commands({})).toEqual(['cd shop', 'npm run dev', 'npm run smoke', 'npm run up']);
    expect(notes({})).toBe('');
  });

  test('lead to a page that a browser can show', () => {
    const { steps } = nextSteps(ordinary);
    expect(steps.find(({ command }) => command === 'npm run dev')?.about).toContain('/docs');
  });

  test('leave out the folder one is in', () => {
    expect(commands({ folder: '/work' })[0]).toBe('npm run dev');
  });

  test('quote a path that a shell would split or expand', () => {
    expect(commands({ folder: '/work/my things/shop' })[0]).toBe("cd 'my things/shop'");
    expect(commands({ folder: '/work/$HOME`id`' })[0]).toBe("cd '$HOME`id`'");
    expect(commands({ folder: "/work/it's" })[0]).toBe("cd 'it'\\''s'");
  });

  test('install what was not installed', () => {
    expect(commands({ installed: false })).toContain('npm install');
  });

  test('say that Docker is missing, and leave out what needs it', () => {
    expect(commands({ docker: false })).not.toContain('npm run up');
    expect(notes({ docker: false })).toContain('Docker is not installed');
  });

  test('say that this Node.js is too old for the output, and how to go on', () => {
    expect(notes({ machine: { nodeMajor: 20 } })).toContain('--node npm');
    expect(notes({ machine: { nodeMajor: 20 }, spec: { ...spec, node: 'npm' } })).toContain(
      'npm installs one',
    );
  });
});
