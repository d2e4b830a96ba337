import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Place, startWorker, type Worker } from './worker.ts';

/** How many share the work of hearing. */
export interface Sharing {
  readonly partitions: number;
  readonly consumers: number;
  /** What an event does besides being recorded. */
  readonly effect: 'row' | 'none';
}

/** Those who hear of one topic, as members of one group. */
export interface Audience {
  readonly topic: string;
  readonly members: readonly Worker[];
}

/** Services that tell and hear over Kafka, and the client of Kafka alone beside them. */
export interface System {
  readonly teller: Worker;
  readonly bareProducer: Worker;
  readonly bare: Audience;
  /** Makes a topic, and those who hear of it. */
  audience(sharing: Sharing): Promise<Audience>;
  stop(): Promise<void>;
}

/** Partitions of the topic of the bare client: as many as a generated repo has by default. */
const barePartitions = 6;

/** Starts everything but the audiences. */
export async function startSystem(place: Place, kafka: string): Promise<System> {
  const workers: Worker[] = [];
  const start = async (program: string, ...args: readonly string[]) => {
    const worker = await startWorker(place, program, ...args);
    workers.push(worker);
    return worker;
  };
  const database = await startWorker(place, 'database.js');
  const stop = async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await database.ask('stop');
    await database.stop();
  };
  try {
    const urls = await database.ask<Record<'telling' | 'hearing', string>>('urls');
    const teller = await start('tell.js', urls.telling, kafka);
    const declare = (name: string, partitions: number) =>
      teller.ask('declare', [{ name, partitions, retentionMs: 3_600_000 }]);
    const bareTopic = 'bare';
    await declare(bareTopic, barePartitions);
    return {
      teller,
      bareProducer: await start('bare-produce.js', kafka),
      bare: { topic: bareTopic, members: [await start('bare-consume.js', kafka, bareTopic)] },
      async audience({ partitions, consumers, effect }) {
        const topic = `orders-${randomUUID()}`;
        await declare(topic, partitions);
        const members = await Promise.all(
          Array.from({ length: consumers }, () =>
            start('hear.js', urls.hearing, kafka, topic, effect),
          ),
        );
        return { topic, members };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Progress {
  readonly handled: number;
  readonly lastAt: number;
}

/** How many messages each member has handled. */
export async function handledBy({ members }: Audience): Promise<readonly number[]> {
  return (await progressOf(members)).map(({ handled }) => handled);
}

/** Waits until so many messages were handled in all; resolves with the time of the last, in milliseconds. */
export async function untilHandled({ members, topic }: Audience, total: number): Promise<number> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(10)) {
    const progress = await progressOf(members);
    const handled = progress.reduce((sum, one) => sum + one.handled, 0);
    if (handled >= total) return Math.max(...progress.map(({ lastAt }) => lastAt));
  }
  throw new Error(`not all ${total} messages of ${topic} were handled in a minute`);
}

function progressOf(members: readonly Worker[]): Promise<readonly Progress[]> {
  return Promise.all(members.map((member) => member.ask<Progress>('progress')));
}
