import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { median } from '../measure.ts';

/** A kind of request whose rate is measured. */
export interface Load {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const connections = 10;
const roundSeconds = 4;
const rounds = 3;

/**
 * Loads each target in turn, again and again, so that all see the same weather on the machine.
 *
 * @returns the median rate of each, in requests a second
 * @throws Error when an answer is not a good one: a rate of failures says nothing
 */
export async function rates<Name extends string>(
  loads: Readonly<Record<Name, Load>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(loads) as Name[];
  const found = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const rate = await rateOf(loads[name]);
      if (round >= 0) found.get(name)?.push(rate);
    }
  }
  const entries = names.map((name) => [name, median(found.get(name) ?? [])]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** Mean time of one request at a time, in milliseconds. */
export async function latencyMs(load: Load): Promise<number> {
  const result = await run(load, 1);
  return result.duration / (result.requests.total / 1000);
}

async function rateOf(load: Load): Promise<number> {
  const { requests } = await run(load, connections);
  return requests.average;
}

async function run(load: Load, atOnce: number): Promise<autocannon.Result> {
  const { url, method, headers = {}, body } = load;
  const result = await autocannon({
    url,
    connections: atOnce,
    duration: roundSeconds,
    requests: [
      {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        setupRequest: (request) => ({
          ...request,
          headers: { ...request.headers, 'idempotency-key': randomUUID() },
        }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} bad answers and ${result.errors} errors`);
  }
  return result;
}
