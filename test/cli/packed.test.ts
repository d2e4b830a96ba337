import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { emptyFolder, launch, plainEnvironment, run } from './command.ts';

const quick = ['--no-git', '--no-install'];
const megabyte = 1_000_000;

describe('the package', () => {
  const packageDocument = JSON.parse(
    readFileSync(join(inject('packageFolder'), 'package.json'), 'utf8'),
  );

  test('needs no other package and is smaller than a megabyte', () => {
    expect(packageDocument.dependencies).toBeUndefined();
    expect(
      readdirSync(join(inject('packageFolder'), '..')).filter((name) => !name.startsWith('.')),
    ).toEqual(['create-arch-app']);
    expect(inject('packedBytes')).toBeLessThan(megabyte);
  });

  test('carries the licences of what it bundles', () => {
    const licences = readFileSync(
      join(inject('packageFolder'), 'THIRD-PARTY-LICENSES.txt'),
      'utf8',
    );
    for (const name of ['commander', 'yaml', 'execa', '@clack/prompts']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  test('ships a schema by which the arch.yaml that it writes is valid', async () => {
    const cwd = emptyFolder();
    await run(['shop', '--yes', ...quick], cwd);
    const schema = JSON.parse(
      readFileSync(join(inject('packageFolder'), 'schema/arch.schema.json'), 'utf8'),
    );
    const text = readFileSync(join(cwd, 'shop/arch.yaml'), 'utf8');
    const validate = new Ajv2020({ strictTypes: false }).compile(schema);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(text).toContain(schema.$id);
  });
});

describe('the program', () => {
  test('prints its version', async () => {
    const { stdout, exitCode } = await run(['--version'], emptyFolder());
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('takes a spec from stdin', async () => {
    const cwd = emptyFolder();
    const { exitCode } = await run(['--spec', '-', ...quick], cwd, {
      input: 'name: shop\ncontexts: [users, invoices]\n',
    });
    expect(exitCode).toBe(0);
    expect(existsSync(join(cwd, 'shop/src/modules/invoices/index.ts'))).toBe(true);
  });

  test('waits for a spec that arrives late', async () => {
    const cwd = emptyFolder();
    const program = launch(['--spec', '-', '--dry-run'], cwd);
    const ended = once(program, 'exit');
    await once(program, 'spawn');
    program.stdin?.write('name: sh');
    // Another one starts and ends meanwhile: the first has long been looking for more.
    const version = await run(['--version'], cwd);
    program.stdin?.end('op\n');
    expect(version.exitCode).toBe(0);
    expect((await ended)[0]).toBe(0);
  });

  test('names the place in stdin where a spec is wrong', async () => {
    const input = 'name: shop\nstyle: monolit\n';
    const { exitCode, stderr } = await run(['--spec', '-'], emptyFolder(), {
      input,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('stdin:2:8: style cannot be "monolit"');
    expect(stderr).toContain('did you mean monolith?');
  });

  test('never waits for an answer that nobody can give', async () => {
    const cwd = emptyFolder();
    for (const argv of [[], ['shop'], ['recommend']]) {
      const { exitCode, stderr } = await run(argv, cwd);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--');
    }
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('writes the same bytes twice', async () => {
    const cwd = emptyFolder();
    await run(['one', '--name', 'shop', '--yes', ...quick], cwd);
    await run(['two', '--name', 'shop', '--yes', ...quick], cwd);
    const { exitCode } = await execa('diff', ['-r', 'one', 'two'], { cwd, reject: false });
    expect(exitCode).toBe(0);
  });

  test('goes on when its reader has seen enough', async () => {
    const process = launch(['shop', '--yes', '--dry-run', '--json'], emptyFolder());
    process.stdout?.destroy();
    const [code, signal] = await once(process, 'exit');
    expect([code, signal]).toEqual([0, null]);
  });

  test('uses no colour into a pipe', async () => {
    const { stdout } = await run(['recommend', '--yes'], emptyFolder());
    expect(stdout).not.toContain('\u001b');
  });

  test('says so when Node.js is too old', async () => {
    const program = readFileSync(inject('program'), 'utf8');
    const cwd = emptyFolder();
    const pretended = "Object.defineProperty(process.versions, 'node', { value: '18.20.0' });";
    writeFileSync(join(cwd, 'old.mjs'), `${pretended}\n${program.replace(/^#!.*\n/, '')}`);
    const { exitCode, stderr } = await execa(process.execPath, ['old.mjs'], { cwd, reject: false });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('needs Node.js 20.19 or newer, and 18.20.0 runs here');
  });
});

describe('the first commit', () => {
  const git = (cwd: string, ...parameters: string[]) =>
    execa('git', parameters, { cwd, env: plainEnvironment(cwd), extendEnv: false });

  test('holds everything, also where git knows no author', async () => {
    const cwd = emptyFolder();
    const { exitCode, stdout } = await run(['shop', '--yes', '--no-install', '--json'], cwd);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).git.kind).toBe('committed');
    const shop = join(cwd, 'shop');
    expect((await git(shop, 'status', '--porcelain')).stdout).toBe('');
    expect((await git(shop, 'log', '--format=%s')).stdout).toMatch(
      /^Generate shop with create-arch-app /,
    );
    expect((await git(shop, 'branch', '--show-current')).stdout).toBe('main');
  });

  test('is signed by the author that git knows', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, '.gitconfig'), '[user]\n\tname = Ada\n\temail = ada@example.com\n');
    await run(['shop', '--yes', '--no-install'], cwd);
    expect((await git(join(cwd, 'shop'), 'log', '--format=%an')).stdout).toBe('Ada');
  });

  test('is left to the owner of a repository that is there already', async () => {
    const cwd = emptyFolder();
    await git(cwd, 'init', '--quiet');
    const { stdout } = await run(['shop', '--yes', '--no-install', '--json'], cwd);
    expect(JSON.parse(stdout).git).toEqual({ kind: 'inside-repository' });
    expect(existsSync(join(cwd, 'shop/.git'))).toBe(false);
  });

  test('is missing without git, which is a warning', async () => {
    const cwd = emptyFolder();
    const { exitCode, stderr } = await run(['shop', '--yes', '--no-install'], cwd, { path: cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('git is not installed');
  });
});

describe('the installation', () => {
  test('that fails is said, with exit code 1, and keeps the files', async () => {
    const cwd = emptyFolder();
    const { exitCode, stderr, stdout } = await run(['shop', '--yes', '--no-git', '--json'], cwd, {
      path: cwd,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('npm is not installed');
    expect(JSON.parse(stdout).next).toContain('npm install');
    expect(existsSync(join(cwd, 'shop/package.json'))).toBe(true);
  });
});
