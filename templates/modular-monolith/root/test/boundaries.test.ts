import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { refusedImports } from './refused-imports.ts';

const root = join(import.meta.dirname, '..');
const modules = readdirSync(join(root, 'src/modules'));

test('a module can be imported by its name, and nothing inside of it', async () => {
  for (const name of modules) {
    assert.ok(await import(`#modules/${name}`));
    await assert.rejects(import(`#modules/${name}/index.ts`), { code: 'ERR_MODULE_NOT_FOUND' });
  }
});

const crossings = [
  ['a.ts', '../users/index.ts'],
  ['b.ts', './http/../../users/index.ts'],
  ['http/c.ts', '#modules/users/http/user-routes.ts'],
  ['http/d.ts', '../../users/index.ts'],
  ['http/e.ts', './../../users/index.ts'],
  ['infrastructure/f.ts', '../../../modules/users/index.ts'],
  ['domain/g.ts', '../../users/index.ts'],
  ['domain/h.ts', '../infrastructure/store.ts'],
  ['domain/i.ts', '../http/routes.ts'],
  ['domain/j.ts', '../place-order.ts'],
  ['domain/pricing/k.ts', '../../place-order.ts'],
  ['domain/l.ts', 'fastify'],
  ['domain/m.ts', 'pg'],
  ['domain/n.ts', '@app/database'],
  ['domain/o.ts', '@app/http-server'],
] as const;

const allowed = [
  ['p.ts', './http/routes.ts'],
  ['http/q.ts', '#modules/users'],
  ['http/r.ts', '../domain/planted.ts'],
  ['infrastructure/s.ts', '@app/database'],
  ['domain/t.ts', './money.ts'],
  ['domain/pricing/u.ts', '../money.ts'],
] as const;

test('the linter refuses each import that crosses a boundary, and no other', () => {
  const planted = [...crossings, ...allowed].map(([file, path]) => [within(file), path] as const);
  assert.deepEqual(
    refusedImports(planted),
    crossings.map(([file]) => within(file)),
  );
});

test('no SQL of a module names the schema of another', () => {
  for (const name of modules) {
    for (const text of sources(name)) assert.deepEqual(foreignSchemas(name, text), [], name);
  }
});

test('SQL that names the schema of another module would be found', () => {
  assert.deepEqual(foreignSchemas('planted', 'SELECT * FROM users.users'), ['users']);
  assert.deepEqual(foreignSchemas('planted', 'id uuid REFERENCES "users"."users"'), ['users']);
  assert.deepEqual(foreignSchemas('planted', 'FROM planted.a AS a, "users".users'), ['users']);
  assert.deepEqual(foreignSchemas('users', 'SELECT * FROM users.users'), []);
});

function within(file: string): string {
  return `src/modules/planted/${file}`;
}

/** The SQL and TypeScript of a module, without its tests: those may look behind the scenes. */
function sources(module: string): string[] {
  const folder = join(root, 'src/modules', module);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|sql)$/.test(file) && !/^test[\\/]/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

function foreignSchemas(module: string, text: string): string[] {
  const table = /\b(?:from|join|into|update|table|references|only|using)\s+"?(\w+)"?\s*\./gi;
  const joined = /(?<=\bfrom\s[\w\s".]+(?:,[\w\s".]+)*,\s*)"?(\w+)"?\s*\./gi;
  const schemas = [...text.matchAll(table), ...text.matchAll(joined)].map(([, schema]) =>
    String(schema),
  );
  const others = modules.filter((name) => name !== module).map((name) => name.replaceAll('-', '_'));
  return schemas.filter((schema) => others.includes(schema));
}
