import '../../gateway/embedded/gateway.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { services } from '../services.ts';
import { portOf } from './environment.ts';
import { untilReady } from './readiness.ts';

/** How long one that does not start may keep clients from all others, in milliseconds. */
const patienceMs = 120_000;

// Loaded while the services start, and opened when they take traffic: whoever finds the entrance open
// finds all that is behind it.
const ready = services.map((service) => untilReady(`http://127.0.0.1:${portOf(service)}`));
await Promise.race([Promise.all(ready), wait(patienceMs, undefined, { ref: false })]);
await import('../../gateway/embedded/main.ts');
