import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { nodeFlags } from '../node-flags.ts';
import { hasServices } from '../processes.ts';

export const docker = defineFeature({
  id: 'docker',
  about: 'a small non-root image and a compose file that waits for health',
  when: () => true,
  contribute: (spec) => ({
    files: [
      {
        folder: 'docker/root',
        into: '',
        data: { scales: spec.loadBalancer === 'nginx', services: hasServices(spec) },
      },
      {
        folder: `docker/${hasServices(spec) ? 'services' : 'application'}`,
        into: '',
        data: { command: imageCommand(spec) },
      },
    ],
    packages: {
      '': { scripts: { up: 'node scripts/up.ts', down: 'node scripts/down.ts' } },
    },
  }),
});

/** `CMD` of the image: the same as `npm start`, without npm between the signals and the process. */
function imageCommand(spec: Spec): string {
  return JSON.stringify(['node', ...nodeFlags(spec), 'src/main.ts']).replaceAll(',', ', ');
}
