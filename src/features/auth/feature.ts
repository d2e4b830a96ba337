import { defineFeature } from '../../plan/feature.ts';
import { requiredVariable } from '../compose-variables.ts';
import { workspacePackage } from '../workspace-package.ts';

export const auth = defineFeature({
  id: 'auth',
  about: 'issues and verifies access tokens signed with Ed25519',
  when: () => true,
  contribute: () => ({
    compose: {
      environment: { app: { JWT_PRIVATE_KEY: requiredVariable('JWT_PRIVATE_KEY') } },
    },
    files: [{ folder: 'auth/package', into: 'packages/auth' }],
    packages: {
      '': { dependencies: ['@app/auth'] },
      'packages/auth': {
        fields: workspacePackage('@app/auth'),
        dependencies: ['@app/http-server', 'fastify', 'jose'],
      },
    },
    env: {
      JWT_PRIVATE_KEY: {
        about: 'Signs access tokens: Ed25519, PKCS#8 DER in base64.',
        generated: 'ed25519-private-key',
      },
    },
  }),
});
