import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { services } from '../scripts/services.ts';
import { refusedImports } from './refused-imports.ts';

const root = join(import.meta.dirname, '..');
const names = readdirSync(join(root, 'services'));

test('the list of the scripts names every service', () => {
  assert.deepEqual(services.map(({ name }) => name).sort(), names.sort());
});

const crossings = [
  ['http/a.ts', '../../../users/src/index.ts'],
  ['infrastructure/b.ts', '../../../../services/users/src/index.ts'],
  ['domain/c.ts', '../../../users/src/domain/user.ts'],
  ['domain/d.ts', '../infrastructure/store.ts'],
  ['domain/e.ts', '../http/routes.ts'],
  ['domain/f.ts', '../place-order.ts'],
  ['domain/g.ts', 'fastify'],
  ['domain/h.ts', 'pg'],
  ['domain/i.ts', '@app/database'],
  ['domain/j.ts', '@app/http-server'],
] as const;

const allowed = [
  ['http/k.ts', '../domain/planted.ts'],
  ['infrastructure/l.ts', '@app/database'],
  ['domain/m.ts', './money.ts'],
] as const;

test('the linter refuses each import that crosses a boundary, and no other', () => {
  const planted = [...crossings, ...allowed].map(([file, path]) => [within(file), path] as const);
  assert.deepEqual(
    refusedImports(planted),
    crossings.map(([file]) => within(file)),
  );
});

test('no package of a service depends on another service', () => {
  const own = names.map((name) => manifest(name).name);
  for (const name of names) {
    const needed = Object.keys(manifest(name).dependencies);
    assert.deepEqual(
      needed.filter((dependency) => own.includes(dependency)),
      [],
      name,
    );
  }
});

test('services call each other through @app/service-client alone', () => {
  for (const name of names) {
    for (const text of sources(name)) assert.doesNotMatch(text, bareCall, name);
  }
});

test('what serves another service calls none itself: a request takes two hops at most', () => {
  const serving = names.flatMap(sources).filter((text) => text.includes('requireCaller('));
  const called = services.flatMap(({ calls }) => calls);
  assert.ok(serving.length >= new Set(called).size, 'each that is called has such a file');
  for (const text of serving) assert.doesNotMatch(text, /\bconnect\(|@app\/service-client/);
});

test('a call around @app/service-client would be found', () => {
  for (const call of ["await fetch('http://users')", "from 'node:http'", "from 'undici'"]) {
    assert.match(call, bareCall);
  }
});

test('no two services share a database, on Docker either', () => {
  const urls = composeValues('DATABASE_URL');
  assert.deepEqual([...urls.keys()].filter((name) => names.includes(name)).sort(), names.sort());
  const hosts = names.map((name) => databaseHost(String(urls.get(name))));
  assert.equal(new Set(hosts).size, names.length, hosts.join(', '));
});

function within(file: string): string {
  return `services/planted/src/${file}`;
}

const bareCall = /\bfetch\(|from '(node:)?(http|https|http2|net|tls)'|from '(undici|axios|got)'/;

function manifest(name: string): { name: string; dependencies: Record<string, string> } {
  return JSON.parse(readFileSync(join(root, 'services', name, 'package.json'), 'utf8'));
}

/** The TypeScript of a service, without its tests. */
function sources(name: string): string[] {
  const folder = join(root, 'services', name, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^test[\\/]/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** What a variable is set to in `compose.yaml`, by container. */
function composeValues(variable: string): Map<string, string> {
  const text = readFileSync(join(root, 'compose.yaml'), 'utf8');
  const values = new Map<string, string>();
  for (const [, name, body] of text.matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n)+)/gm)) {
    const [, value] = new RegExp(`^ {6}${variable}: (.+)$`, 'm').exec(String(body)) ?? [];
    if (value) values.set(String(name), value);
  }
  return values;
}

function databaseHost(url: string): string {
  const [, host] = /@([\w-]+):/.exec(url) ?? [];
  return String(host);
}
