import { accessTests } from './access.ts';
import { cachingTests } from './caching.ts';
import { streamTests } from './streams.ts';
import type { Target } from './target.ts';
import { trafficTests } from './traffic.ts';

/** What every gateway in front of the services does, whichever it is. */
export function conformance(target: () => Target): void {
  accessTests(target);
  trafficTests(target);
  cachingTests(target);
  streamTests(target);
}
