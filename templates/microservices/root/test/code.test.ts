import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { codeOf } from '../scripts/dev/code.ts';

const [repository, folder] = [process.cwd(), mkdtempSync(join(tmpdir(), 'code-'))];
process.chdir(folder);
write('.env', 'CODE_TEST_LEVEL=info\n');
for (const path of ['packages/database/pool.ts', 'services/a/a.ts', 'services/b/b.ts']) write(path);
const before = codeOf(['a', 'b']);

after(() => {
  process.chdir(repository);
  rmSync(folder, { recursive: true });
});

test('what has not changed is known again', () => {
  assert.deepEqual(codeOf(['b', 'a']), before);
});

test('a change of a service is one of its code alone', () => {
  write('services/a/migrations/0002_more.sql');
  const { a, b } = codeOf(['a', 'b']);
  assert.notEqual(a, before.a);
  assert.equal(b, before.b);
});

test('a change of tests is none', () => {
  write('services/b/test/b.test.ts');
  assert.equal(codeOf(['b']).b, before.b);
});

test('a change of a package, or of a variable, is one of all code', () => {
  process.env.CODE_TEST_LEVEL = 'debug';
  const { b } = codeOf(['b']);
  assert.notEqual(b, before.b);
  write('packages/database/pool.ts', 'export {};\n');
  assert.notEqual(codeOf(['b']).b, b);
});

function write(path: string, text = ''): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
