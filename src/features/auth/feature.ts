import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable } from '../compose-variables.ts';
import { forEachProcess, hasServices, processesOf } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

export const auth = defineFeature({
  id: 'auth',
  about: 'issues and verifies access tokens signed with ES256',
  when: () => true,
  contribute: (spec) => ({
    compose: { environment: keys(spec) },
    files: [
      { folder: 'auth/package', into: 'packages/auth', data: { services: hasServices(spec) } },
      ...(hasServices(spec) ? [{ folder: 'auth/public-key', into: 'packages/auth' }] : []),
    ],
    packages: {
      // Of services, only some import it: those whose routes do not leave all of it to the chassis.
      ...(hasServices(spec) ? {} : forEachProcess(spec, 'folder', { dependencies: ['@app/auth'] })),
      'packages/auth': {
        fields: workspacePackage('@app/auth'),
        dependencies: ['@app/http-server', 'fastify', 'jose'],
      },
    },
    env: {
      JWT_PRIVATE_KEY: {
        about: 'Signs access tokens: P-256, PKCS#8 DER in base64.',
        generated: 'p256-private-key',
      },
      ...(hasServices(spec) ? { JWT_PUBLIC_KEY: publicKey } : {}),
    },
  }),
});

const publicKey = {
  about: 'Verifies access tokens: the other half of JWT_PRIVATE_KEY, SPKI DER in base64.',
  generated: 'p256-public-key JWT_PRIVATE_KEY',
} as const;

/** Only who issues tokens holds the private key. */
function keys(spec: Spec): Record<string, Record<string, string>> {
  const verifies = hasServices(spec) && { JWT_PUBLIC_KEY: requiredVariable('JWT_PUBLIC_KEY') };
  const issues = { JWT_PRIVATE_KEY: requiredVariable('JWT_PRIVATE_KEY') };
  return Object.fromEntries(
    processesOf(spec).map(({ name, contexts }) => [
      name,
      { ...verifies, ...(contexts.includes('users') && issues) },
    ]),
  );
}
