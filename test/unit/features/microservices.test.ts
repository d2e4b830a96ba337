import { describe, expect, test } from 'vitest';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { composeDocument } from '../../../src/render/compose.ts';
import type { Spec } from '../../../src/spec/spec.ts';
import { everyCombination } from '../../boot/combinations.ts';

const names = ['users', 'products', 'payments', 'orders'];
const defaultContexts = 'users,products,orders,payments';

interface Container {
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly deploy?: { readonly resources: { readonly limits: object } };
}

interface Document {
  readonly services: Readonly<Record<string, Container>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

const specs = everyCombination(['microservices']).map(
  (found) => ({ ...found, forces: undefined, reasons: {} }) as unknown as Spec,
);

const documents = specs
  .filter(({ contexts }) => contexts.map(({ name }) => name).join() === defaultContexts)
  .map(onDocker);

function onDocker(spec: Spec): Document {
  return composeDocument(makePlan(spec, features)) as unknown as Document;
}

test('there are systems of all services to look at', () => {
  expect(documents.length).toBeGreaterThan(3);
});

test('a system in which nothing is cached runs no cache', () => {
  const without = specs.filter(({ contexts }) => !contexts.some(({ name }) => name === 'orders'));
  expect(without.length).toBeGreaterThan(0);
  for (const spec of without) expect(onDocker(spec).services).not.toHaveProperty('redis');
});

describe.each(documents.map((document, index) => [index, document] as const))(
  'system %i of services on Docker',
  (_index, { services, networks }) => {
    test('lets only a service and its migration reach its database', () => {
      for (const name of names) {
        const network = `${name}-data`;
        expect(networks[network]?.internal).toBe(true);
        const members = Object.entries(services).filter(([, { networks: on }]) =>
          on?.includes(network),
        );
        const server = Object.keys(services).find((key) =>
          [`${name}-postgres`, `${name}-mongo`].includes(key),
        );
        expect(members.map(([key]) => key).sort()).toEqual(
          [name, `${name}-migrate`, server].sort(),
        );
        expect(services[String(server)]?.networks).toEqual([network]);
      }
    });

    test('publishes the gateway, and nothing else, on the own machine', () => {
      const published = Object.entries(services).filter(([, { ports }]) => ports?.length);
      expect(published.map(([key]) => key)).toEqual(['gateway']);
      expect(published[0]?.[1].ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    });

    test('confines and bounds every container', () => {
      for (const [name, container] of Object.entries(services)) {
        expect(container.read_only, name).toBe(true);
        expect(container.cap_drop, name).toEqual(['ALL']);
        expect(container.deploy?.resources.limits, name).toBeDefined();
      }
    });

    test('gives the key that signs tokens, and each password, to those alone who need it', () => {
      const holders = (variable: string) =>
        Object.entries(services)
          .filter(([, { environment }]) => JSON.stringify(environment)?.includes(`{${variable}`))
          .map(([name]) => name);
      expect(holders('JWT_PRIVATE_KEY')).toEqual(['users']);
      expect(holders('REDIS_PASSWORD').sort()).toEqual(['orders', 'redis']);
      for (const name of names) {
        const app = `${name.toUpperCase()}_APP_DATABASE_PASSWORD`;
        expect(holders(app).sort()).toEqual([name, `${name}-migrate`].sort());
        expect(holders(`${name.toUpperCase()}_DATABASE_PASSWORD`)).not.toContain(name);
      }
    });
  },
);
