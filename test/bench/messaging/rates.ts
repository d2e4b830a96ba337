import { median } from '../measure.ts';
import { type Audience, handledBy, type System, untilHandled } from './system.ts';

/** Orders of one measurement in which each waits for others. */
const count = 500;

/** As many as a relay takes to the broker at a time, when it has them. */
const batch = 500;

/** Of one measurement in which they go in batches: with fewer there is nothing to measure. */
const backlog = 12 * batch;

const rounds = 3;

/** A broker that has just started is slow for some thousand messages, and so would be who comes first. */
const warmUps = 1;

/** A busy machine gets fewer rounds, so that the benchmark ends. */
const longestMs = 30_000;

/** What is measured, in events a second. */
export interface Rates<Name extends string> {
  /** The client alone, sending in batches, and one message at a time. */
  readonly bareBatches: number;
  readonly bareSingle: number;
  /** Transactions of Postgres with one row each, as many at a time as orders are placed. */
  readonly commits: number;
  /** From the outbox to Kafka. */
  readonly relay: number;
  /** From Kafka to the inbox. */
  readonly inbox: number;
  /** From an outbox that is full to the inbox, for each audience. */
  readonly backlog: Readonly<Record<Name, number>>;
  /** The same while orders are placed, each in a transaction. */
  readonly whole: Readonly<Record<Name, number>>;
}

/**
 * Measures all in turn, again and again, so that all see the same weather on the machine.
 *
 * @param usual the audience with which parts of the way are measured
 */
export async function measureRates<Name extends string>(
  system: System,
  audiences: Readonly<Record<Name, Audience>>,
  usual: Name,
): Promise<Rates<Name>> {
  const names = Object.keys(audiences) as Name[];
  for (const name of names) await settle(system, audiences[name]);
  const found = await medianRates({
    bareBatches: () => direct(system, system.bare, { batch, count: backlog }),
    bareSingle: () => direct(system, system.bare, { batch: 1, count }),
    commits: () => commits(system),
    relay: () => throughRelay(system, audiences[usual]),
    inbox: () => direct(system, audiences[usual], { batch, count: backlog }),
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`backlog ${name}`, () => throughBacklog(system, audiences[name])],
        [`whole ${name}`, () => wholeWay(system, audiences[name])],
      ]),
    ),
  });
  const rate = (name: string) => found[name] ?? Number.NaN;
  const ratesOf = (what: string) =>
    Object.fromEntries(names.map((name) => [name, rate(`${what} ${name}`)])) as Record<
      Name,
      number
    >;
  return {
    bareBatches: rate('bareBatches'),
    bareSingle: rate('bareSingle'),
    commits: rate('commits'),
    relay: rate('relay'),
    inbox: rate('inbox'),
    backlog: ratesOf('backlog'),
    whole: ratesOf('whole'),
  };
}

async function medianRates(
  subjects: Readonly<Record<string, () => Promise<number>>>,
): Promise<Readonly<Record<string, number>>> {
  const found = new Map<string, number[]>(Object.keys(subjects).map((name) => [name, []]));
  let start = now();
  for (let round = -warmUps; round < rounds; round += 1) {
    if (round === 0) start = now();
    for (const [name, measure] of Object.entries(subjects)) {
      if (round > 0 && now() - start > longestMs) break;
      const rate = await measure();
      if (round >= 0) found.get(name)?.push(rate);
    }
  }
  return Object.fromEntries([...found].map(([name, rates]) => [name, median(rates)]));
}

/** Median and 99th percentile of the whole way at even intervals, in milliseconds. */
export async function measureLatency(
  { teller }: System,
  audience: Audience,
  perSecond: number,
): Promise<{ p50: number; p99: number }> {
  const orders = 6 * perSecond;
  const before = await handledInAll(audience);
  await teller.ask('startRelay');
  await teller.ask('trickle', { topic: audience.topic, count: orders, perSecond });
  await untilHandled(audience, before + orders);
  const [member] = audience.members;
  const sorted = (await member?.ask<number[]>('latencies', { last: orders }))?.toSorted(
    (left, right) => left - right,
  );
  const at = (share: number) => sorted?.[Math.floor(share * orders)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Waits until the group has shared its partitions, so that each of its members has some. */
async function settle({ teller }: System, audience: Audience): Promise<void> {
  await teller.ask('startRelay');
  for (let idle = true; idle; ) {
    const before = await handledInAll(audience);
    await teller.ask('place', { topic: audience.topic, count: 100 });
    await untilHandled(audience, before + 100);
    idle = (await handledBy(audience)).includes(0);
  }
}

async function commits({ teller }: System): Promise<number> {
  const start = now();
  await teller.ask('commit', { count });
  return rateOf(count, start, now());
}

/** Orders are placed, and heard of, at the same time. */
async function wholeWay({ teller }: System, audience: Audience): Promise<number> {
  const before = await handledInAll(audience);
  await teller.ask('startRelay');
  const start = now();
  await teller.ask('place', { topic: audience.topic, count });
  return rateOf(count, start, await untilHandled(audience, before + count));
}

/** Of an outbox that is full before the relay starts: until it is empty. */
async function throughRelay(system: System, audience: Audience): Promise<number> {
  const { start, before } = await startOnBacklog(system, audience);
  await system.teller.ask('emptied');
  const end = now();
  await untilHandled(audience, before + backlog);
  return rateOf(backlog, start, end);
}

/** The same, until the last has taken effect. */
async function throughBacklog(system: System, audience: Audience): Promise<number> {
  const { start, before } = await startOnBacklog(system, audience);
  return rateOf(backlog, start, await untilHandled(audience, before + backlog));
}

async function startOnBacklog({ teller }: System, audience: Audience) {
  const before = await handledInAll(audience);
  await teller.ask('stopRelay');
  await teller.ask('fill', { topic: audience.topic, count: backlog });
  const start = now();
  await teller.ask('startRelay');
  return { start, before };
}

/** Without an outbox: the client alone sends. */
async function direct(
  { bareProducer }: System,
  audience: Audience,
  sending: { readonly batch: number; readonly count: number },
): Promise<number> {
  const before = await handledInAll(audience);
  await bareProducer.ask('prepare', { topic: audience.topic, count: sending.count });
  const start = now();
  await bareProducer.ask('send', { batch: sending.batch });
  return rateOf(sending.count, start, await untilHandled(audience, before + sending.count));
}

async function handledInAll(audience: Audience): Promise<number> {
  return (await handledBy(audience)).reduce((sum, one) => sum + one, 0);
}

function rateOf(events: number, start: number, end: number): number {
  return (events * 1000) / (end - start);
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
