import { type ChildProgram, childProgram } from './child-program.ts';
import { addresses, withoutSecrets } from './environment.ts';
import { logOf } from './named-log.ts';

/** The way in: the one program that listens where clients call. */
export function gatewayProgram(port: number): ChildProgram {
  return childProgram({
    args: ['gateway/embedded/main.ts'],
    environment: {
      ...withoutSecrets(),
      HOST: '127.0.0.1',
      PORT: String(port),
      UPSTREAMS: addresses(),
    },
    log: logOf('gateway'),
    ended: 'it has ended; a change of its code starts it again.',
  });
}
