import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
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
        DISCOVERY_URL: urls[adapterOf(spec)],
      }),
    },
    files: [
      { folder: 'discovery/package', into: 'packages/discovery' },
      { folder: `discovery/${adapterOf(spec)}`, into: 'packages/discovery' },
    ],
    packages: {
      'packages/discovery': { fields: workspacePackage('@app/discovery') },
    },
  }),
});

/** Of the adapters with a folder of their own; the static table is always there. */
const urls: Readonly<Record<Spec['discovery'], string>> = {
  consul: 'consul://consul:8500',
  dns: 'dns://?port=8080',
};

/** A style that does not ask gets the default. */
function adapterOf(spec: Spec): Spec['discovery'] {
  return spec.discovery ?? 'consul';
}
