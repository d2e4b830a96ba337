import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { styleIds } from '../../../src/styles/style-id.ts';
import { styles } from '../../../src/styles/styles.ts';
import { temporaryFolder } from '../disk/folders.ts';
import { session } from './session.ts';

const quick = ['--no-git', '--no-install'];
const [notBuilt = ''] = styleIds.filter((id) => !styles[id].available);

describe('create', () => {
  test('writes the repository and says what to type next', async () => {
    const cwd = temporaryFolder();
    const { code, stdout } = await session(['shop', '--yes', ...quick], cwd);
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'shop/arch.yaml'), 'utf8')).toContain('name: shop');
    expect(stdout).toMatch(/cd shop\n +npm install\n +npm run dev/);
  });

  test('prints one JSON document on stdout with --json, and text for people on stderr', async () => {
    const cwd = temporaryFolder();
    const { stdout, stderr } = await session(['shop', '--yes', '--json', ...quick], cwd);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ created: true, name: 'shop', folder: join(cwd, 'shop') });
    expect(result.next).toContain('npm run dev');
    expect(stderr).toContain('files in');
  });

  test('writes nothing on a dry run, and tells files, services and decisions', async () => {
    const cwd = temporaryFolder();
    const text = await session(['shop', '--yes', '--dry-run'], cwd);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain('Modular monolith');
    expect(text.stdout).toContain('127.0.0.1:8080  nginx; PORT moves it');
    const { stdout } = await session(['shop', '--yes', '--dry-run', '--json'], cwd);
    const preview = JSON.parse(stdout);
    expect(preview).toMatchObject({ created: false, dryRun: true });
    expect(preview.files).toContainEqual({ path: 'arch.yaml', bytes: expect.any(Number) });
    expect(preview.services).toContain('postgres');
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('takes the name of the folder, unless a flag gives one', async () => {
    const cwd = temporaryFolder();
    await session(['a/b/shop', '--yes', ...quick], cwd);
    await session(['place', '--name', 'shop', '--yes', ...quick], cwd);
    expect(readFileSync(join(cwd, 'a/b/shop/arch.yaml'), 'utf8')).toContain('name: shop');
    expect(readFileSync(join(cwd, 'place/arch.yaml'), 'utf8')).toContain('name: shop');
  });

  test('takes a spec, and lets flags override it', async () => {
    const cwd = temporaryFolder();
    const spec = join(cwd, 'arch.yaml');
    writeFileSync(spec, 'schemaVersion: 1\nname: shop\ntracing: none\nci: none\n');
    const { code } = await session(['--spec', spec, '--tracing', 'opentelemetry', ...quick], cwd);
    expect(code).toBe(0);
    const written = readFileSync(join(cwd, 'shop/arch.yaml'), 'utf8');
    expect(written).toContain('tracing: opentelemetry');
    expect(written).toContain('ci: none');
  });

  test('gives the same files for the arch.yaml that it wrote', async () => {
    const cwd = temporaryFolder();
    const reason = ['--reason', 'style=we are three people'];
    await session(['shop', '--yes', '--team-size', 'tiny', ...reason, ...quick], cwd);
    await session(['again', '--spec', join(cwd, 'shop/arch.yaml'), ...quick], cwd);
    const [first, second] = ['shop', 'again'].map((folder) => filesOf(join(cwd, folder)));
    expect(Object.keys(first ?? {}).length).toBeGreaterThan(20);
    expect(second).toEqual(first);
  });

  test('records reasons and forces in the decision about the style', async () => {
    const cwd = temporaryFolder();
    const flags = ['--team-size', 'tiny', '--reason', 'style=we are three people'];
    await session(['shop', '--yes', ...flags, ...quick], cwd);
    const records = filesOf(join(cwd, 'shop/docs/decisions'));
    const style = Object.values(records).find((text) => text.includes('we are three people'));
    expect(style).toContain('1 to 3');
  });

  test('takes the style that fits the forces best among those that are built', async () => {
    const cwd = temporaryFolder();
    const forces = ['--teams', 'many', '--boundaries', 'clear', '--operations', 'mature'];
    const { code } = await session(['shop', '--yes', ...forces, ...quick], cwd);
    expect(code).toBe(0);
    const written = readFileSync(join(cwd, 'shop/arch.yaml'), 'utf8');
    const taken = styleIds.find((id) => written.includes(`style: ${id}\n`));
    expect(taken && styles[taken].available).toBe(true);
  });

  test('says which style the forces chose, and that the best is not built', async () => {
    const cwd = temporaryFolder();
    const fitting = await session(['few', '--yes', '--team-size', 'tiny', ...quick], cwd);
    expect(fitting.stdout).toMatch(/^Modular monolith fits the answers best\.\n/);
    const spiky = ['--traffic', 'spiky', '--async', 'some', '--consistency', 'eventual'];
    const { stderr } = await session(['many', '--yes', ...spiky, ...quick], cwd);
    expect(stderr).toBe(
      'warning Serverless fits the answers best but is not built yet in this version; Modular monolith is taken instead\n',
    );
    const named = await session(['own', '--yes', '--style', 'monolith', ...spiky, ...quick], cwd);
    expect(named.stderr).toBe('');
  });

  test('says on a dry run too that a file is in the way', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'README.md'), 'mine');
    const { code, stderr } = await session(['.', '--name', 'shop', '--yes', '--dry-run'], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('already holds README.md');
  });

  test('keeps a folder that holds one of the files, unless forced', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'README.md'), 'mine');
    const here = ['.', '--name', 'shop', '--yes', ...quick];
    const refused = await session(here, cwd);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('README.md') });
    expect(readdirSync(cwd)).toEqual(['README.md']);
    const forced = await session([...here, '--force', '--json'], cwd);
    expect(JSON.parse(forced.stdout).replaced).toEqual(['README.md']);
  });
});

describe('bad input ends with exit code 2, says what to write, and writes nothing:', () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    [
      'an unknown flag',
      ['shop', '--stile', 'monolith'],
      ['--stile', 'did you mean --style?', '--contexts'],
    ],
    [
      'an unknown flag of recommend',
      ['recommend', '--team-sise', 'tiny'],
      ['did you mean --team-size?'],
    ],
    [
      'an unknown value',
      ['shop', '--yes', '--tracing', 'opentelemetri'],
      ['--tracing', 'did you mean opentelemetry?', 'none'],
    ],
    ['a flag without its value', ['shop', '--style'], ['--style']],
    ['a second folder', ['shop', 'other', '--yes'], ['too many arguments']],
    [
      'a style that is not built',
      ['shop', '--yes', '--style', notBuilt],
      ['not built yet', 'available now: monolith, microservices'],
    ],
    [
      'a context that calls a missing one',
      ['shop', '--yes', '--contexts', 'users,orders'],
      ['orders calls products and payments', 'add what is missing'],
    ],
    [
      'two names of one flag',
      ['shop', '--yes', '--contexts', 'users', '--modules', 'users'],
      ['--contexts and --modules'],
    ],
    ['a reason for no choice', ['shop', '--yes', '--reason', 'stile=x'], ['did you mean style?']],
    [
      'a reason that no decision record would quote',
      ['shop', '--yes', '--reason', 'name=it sells'],
      ['no choice that has a decision record', 'choices: style, contexts'],
    ],
    ['a reason without text', ['shop', '--yes', '--reason', 'style'], ['choice=text']],
    ['a folder above', ['../x', '--yes'], ['leads out of the working folder']],
    ['a folder that paints', ['a\u001b[31m', '--name', 'shop', '--yes'], ['control characters']],
    [
      'a reason that paints',
      ['shop', '--yes', '--reason', 'style=\u001b[31mred'],
      ['the reason for style has control characters'],
    ],
    ['a spec without end', ['shop', '--spec', '/dev/zero'], ['larger than a spec can be']],
    ['no name', ['--yes'], ['--name']],
    ['no answer at all', [], ['--name', '--style', '--tracing', '--yes']],
    ['an empty folder name', ['', '--yes'], ['empty']],
    [
      'answers that are missing',
      ['shop', '--style', 'monolith'],
      ['--contexts', '--tracing', '--yes'],
    ],
    [
      'a wrong answer before those that are missing',
      ['shop', '--style', 'kong'],
      ['style cannot be "kong"', 'monolith, microservices'],
    ],
    ['forces that are missing', ['recommend', '--team-size', 'tiny'], ['--teams', '--yes']],
    ['a spec that is not there', ['shop', '--spec', 'nowhere.yaml'], ['no such file']],
    ['a spec that is a folder', ['shop', '--spec', '.'], ['it is a folder']],
    [
      'a shell without completion',
      ['completion', 'fisch'],
      ['did you mean fish?', 'bash, zsh, fish'],
    ],
    ['a device name of Windows', ['CON', '--yes'], ['device name on Windows']],
    ['a name with a blank', ['a b', '--yes'], ['other characters', 'a-b']],
    ['a name npm refuses', ['node_modules', '--yes'], ['reserved by npm']],
    ['a name of 300 characters', ['x'.repeat(300), '--yes'], ['300 characters long']],
    ['a name of emoji', ['🚀', '--yes'], ['other characters']],
    [
      'a context called gateway',
      ['shop', '--yes', '--contexts', 'users,gateway'],
      ['part of every generated system'],
    ],
    [
      'a context that is a reserved word',
      ['shop', '--yes', '--contexts', 'users,class'],
      ['reserved word'],
    ],
  ];

  test.each(cases)('%s', async (_name, argv, said) => {
    const cwd = temporaryFolder();
    const { code, stdout, stderr } = await session(argv, cwd);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const words of said) expect(stderr).toContain(words);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('a spec with an error, with its place and a caret', async () => {
    const cwd = temporaryFolder();
    const spec = join(cwd, 'arch.yaml');
    writeFileSync(spec, 'name: shop\ntracing: jaeger\n');
    const { code, stderr } = await session(['--spec', spec], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain(`${spec}:2:10: tracing cannot be "jaeger"`);
    expect(stderr).toContain('  2 | tracing: jaeger\n    |          ^\n');
    expect(existsSync(join(cwd, 'shop'))).toBe(false);
  });

  test('and with --json the problems as a document', async () => {
    const { stdout } = await session(['shop', '--yes', '--ci', 'x', '--json'], temporaryFolder());
    expect(JSON.parse(stdout)).toMatchObject({
      created: false,
      problems: [{ message: 'ci cannot be "x"', origin: { kind: 'flag', flag: 'ci' } }],
    });
  });
});

function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  );
}
