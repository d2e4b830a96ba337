import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { hasContext } from '../contexts.ts';
import { hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** Contexts that other services call; each has its endpoints in a folder of its own. */
const callees = ['products', 'payments'];

export const contracts = defineFeature({
  id: 'contracts',
  about: 'the contracts between services: what each offers, and what its callers rely on',
  when: hasServices,
  contribute(spec) {
    const offered = calleesOf(spec);
    return {
      files: ['package', ...offered].map((folder) => ({
        folder: `contracts/${folder}`,
        into: 'packages/contracts',
      })),
      packages: {
        'packages/contracts': {
          fields: workspacePackage(
            '@app/contracts',
            Object.fromEntries(offered.map((name) => [`./${name}`, `./src/${name}.ts`])),
          ),
          dependencies: ['@app/http-server', 'typebox'],
        },
      },
    };
  },
});

function calleesOf(spec: Spec): string[] {
  return callees.filter((name) => hasContext(spec, name));
}
