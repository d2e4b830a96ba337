import { defineFeature } from '../../plan/feature.ts';
import { forEachProcess, hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://microservices.io/patterns/client-side-discovery.html */
export const discovery = defineFeature({
  id: 'discovery',
  about: 'services find each other and spread their calls over the healthy instances',
  when: hasServices,
  contribute: (spec) => ({
    compose: {
      environment: forEachProcess(spec, 'name', {
        DISCOVERY_URL: spec.discovery === 'consul' ? 'consul://consul:8500' : 'dns://?port=8080',
      }),
    },
    files: [
      { folder: 'discovery/package', into: 'packages/discovery' },
      { folder: `discovery/${spec.discovery}`, into: 'packages/discovery' },
    ],
    packages: {
      'packages/discovery': { fields: workspacePackage('@app/discovery') },
    },
  }),
});
