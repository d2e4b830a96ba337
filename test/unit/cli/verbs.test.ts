import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/catalogue/catalogue.ts';
import { forces } from '../../../src/recommend/forces.ts';
import { styleIds } from '../../../src/styles/style-id.ts';
import { styles } from '../../../src/styles/styles.ts';
import { session } from './session.ts';

describe('help', () => {
  test('lists the flag of every choice and every force', async () => {
    const { code, stdout } = await session(['--help']);
    expect(code).toBe(0);
    for (const { flag } of [...catalogue, ...forces]) expect(stdout).toContain(`--${flag} <`);
  });

  test('is shown by the word help too, of the program and of each command', async () => {
    expect(await session(['help'])).toEqual(await session(['--help']));
    expect(await session(['help', 'recommend'])).toEqual(await session(['recommend', '--help']));
    expect((await session(['help'])).stdout).toMatch(/^Usage: create-arch-app /);
  });

  test.each([['--help'], ['recommend', '--help']])(
    '%s %s says what --yes answers',
    async (...argv) => {
      const text = (await session(argv)).stdout.replace(/\s+/g, ' ');
      for (const { values, default: usual } of forces) {
        expect(text).toContain(`${values.map(({ id }) => id).join(', ')} (${usual})`);
      }
    },
  );

  test('says when a choice is one, where it is not always', async () => {
    const text = (await session(['--help'])).stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(
      /--load-balancer <load-balancer> [^-]*\(nginx\); only when style is monolith /,
    );
    expect(text).toContain('github, none (github) --');
  });

  test('says which styles cannot be chosen yet', async () => {
    const { stdout } = await session(['--help']);
    const available = styleIds.filter((id) => styles[id].available);
    const options = stdout.slice(0, stdout.indexOf('Examples:')).replace(/\s+/g, ' ');
    expect(options).toContain(`${available.join(', ')}; not built yet: `);
  });

  test('says what a style takes by default where that is something else', async () => {
    const { stdout } = await session(['--help']);
    const options = stdout.replace(/\s+/g, ' ');
    expect(options).toContain('consul, dns (consul; event-driven: dns)');
    expect(options).toContain('nginx, kong (nginx);');
  });

  test('groups flags, and ends with examples', async () => {
    const { stdout } = await session(['--help']);
    for (const { group } of catalogue) expect(stdout).toContain(`\n${group}:\n`);
    expect(stdout).toMatch(/Examples:[\s\S]*\$ create-arch-app shop --style monolith --yes/);
  });
});

describe('recommend', () => {
  test('ranks every style, and says which are not built yet', async () => {
    const { code, stdout } = await session(['recommend', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\. /);
    expect(stdout).toContain('not built yet');
  });

  test('gives score, reasons and availability as JSON', async () => {
    const { stdout } = await session(['recommend', '--yes', '--team-size', 'tiny', '--json']);
    const { answers, ranked, warnings } = JSON.parse(stdout);
    expect(answers.teamSize).toBe('tiny');
    expect(ranked.map(({ style }: { style: string }) => style).sort()).toEqual(
      [...styleIds].sort(),
    );
    expect(ranked[0]).toMatchObject({
      style: 'monolith',
      available: true,
      score: expect.any(Number),
    });
    expect(warnings).toContainEqual(expect.objectContaining({ style: 'microservices' }));
  });

  test('warns three people who have microservices in mind of over-engineering', async () => {
    const argv = ['recommend', '--yes', '--team-size', 'tiny', '--style', 'microservices'];
    const { code, stdout } = await session(argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nWarnings\n {2}Microservices comes 5 of 5, \d+ points behind Modular monolith\.\n {2}! Microservices: Over-engineering: three people/,
    );
    expect(JSON.parse((await session([...argv, '--json'])).stdout).wished).toBe('microservices');
  });

  test('keeps warnings about styles that nobody has in mind apart', async () => {
    const { stdout } = await session(['recommend', '--yes', '--team-size', 'tiny']);
    expect(stdout).not.toContain('\nWarnings\n');
    expect(stdout).toMatch(
      /\nWere you to choose another style\n {2}- Microservices: Over-engineering: three people/,
    );
  });

  test('says so where no single other answer puts another style first', async () => {
    const sentence = 'No single other answer puts another style first.';
    expect((await session(['recommend', '--yes'])).stdout).toContain(`\n${sentence}\n`);
    const { stdout } = await session([
      'recommend',
      '--yes',
      '--teams',
      'many',
      '--team-size',
      'large',
    ]);
    expect(stdout).toContain('\nAnother answer would put another style first\n');
    expect(stdout).not.toContain(sentence);
  });

  test('refuses to compare with what is no style, and says what was meant', async () => {
    const { code, stderr } = await session(['recommend', '--yes', '--style', 'microservice']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean microservices?');
  });

  test('reads --json before the verb too', async () => {
    const { code, stdout } = await session(['--json', 'recommend', '--yes']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).ranked).toHaveLength(styleIds.length);
  });
});

describe('completion', () => {
  test('of bash offers verbs, flags and values', async () => {
    const { stdout } = await session(['completion', 'bash']);
    expect(completed(stdout, ['create-arch-app', 're'])).toEqual(['recommend']);
    expect(completed(stdout, ['create-arch-app', '--load'])).toEqual(['--load-balancer']);
    expect(completed(stdout, ['create-arch-app', '--load-balancer', ''])).toEqual([
      'nginx',
      'none',
    ]);
    expect(completed(stdout, ['create-arch-app', '--ci', '='])).toEqual(['github', 'none']);
    expect(completed(stdout, ['create-arch-app', '--ci', '=', 'gi'])).toEqual(['github']);
    expect(completed(stdout, ['create-arch-app', '--ci=gi'])).toEqual(['github']);
    expect(completed(stdout, ['create-arch-app', 'recommend', '--te'])).toEqual([
      '--team-size',
      '--teams',
    ]);
    expect(completed(stdout, ['create-arch-app', 'completion', 'z'])).toEqual(['zsh']);
  });

  test('offers only the styles that can be generated, and all of them to compare with', async () => {
    const built = styleIds.filter((id) => styles[id].available);
    const { stdout } = await session(['completion', 'bash']);
    expect(completed(stdout, ['create-arch-app', '--style', ''])).toEqual(built);
    expect(completed(stdout, ['create-arch-app', 'recommend', '--style', ''])).toEqual([
      ...styleIds,
    ]);
    for (const shell of ['zsh', 'fish']) {
      const script = (await session(['completion', shell])).stdout;
      const lists = [...script.matchAll(/style\b.*?[('](monolith[a-z -]*)[)']/g)];
      const offered = lists.map(([, values]) => values);
      expect(offered.sort(), shell).toEqual([built.join(' '), styleIds.join(' ')].sort());
    }
  });

  test('of zsh takes a value in the same word or in the next', async () => {
    const { stdout } = await session(['completion', 'zsh']);
    expect(stdout).toContain("'--ci=[Continuous integration]:value:(github none)'");
    expect(stdout).toContain("'--yes[");
  });

  test.each(['zsh', 'fish'])('of %s names every flag of a choice', async (shell) => {
    const { code, stdout } = await session(['completion', shell]);
    expect(code).toBe(0);
    for (const { flag } of [...catalogue, { flag: 'help' }, { flag: 'version' }]) {
      expect(stdout).toContain(flag);
    }
  });
});

/** What bash would offer for the words typed so far. */
function completed(script: string, typed: readonly string[]): string[] {
  const call = `${script}
COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _create_arch_app
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', call, 'bash', ...typed], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}
