import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { toolsOf } from '../microservices/tools.ts';
import { nodeFlags } from '../node-flags.ts';
import { busiestProcess, hasServices } from '../processes.ts';

export const docker = defineFeature({
  id: 'docker',
  about: 'a small non-root image and a compose file that waits for health',
  when: () => true,
  contribute: (spec) => ({
    files: [
      {
        folder: 'docker/root',
        into: '',
        data: { scales: scalable(spec), tools: toolsOf(spec).length > 0 },
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

/** A compose service that can have several instances, for the example; none where one publishes the port. */
function scalable(spec: Spec): string | undefined {
  if (hasServices(spec)) return busiestProcess(spec)?.name;
  return spec.loadBalancer === 'nginx' ? 'app' : undefined;
}
