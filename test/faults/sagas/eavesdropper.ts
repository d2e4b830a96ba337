import type { EventLog, Message } from './generated.ts';

/** Listens to all topics, so that copies of what was published can be published again. */
export interface Eavesdropper {
  /** What was heard on a topic so far. */
  heard(topic: string): readonly Message[];
  stop(): Promise<void>;
}

/** @param onMessage is told of each message, and of each copy of one */
export function eavesdrop(
  log: EventLog,
  topics: readonly string[],
  onMessage: (message: Message) => void,
): Eavesdropper {
  const heard = new Map(topics.map((topic) => [topic, [] as Message[]]));
  const subscription = log.subscribe({
    group: 'fault-suite',
    topics,
    attempts: 1,
    backoffMs: 100,
    async handle(message, { topic }) {
      heard.get(topic)?.push(message);
      onMessage(message);
    },
  });
  return { heard: (topic) => heard.get(topic) ?? [], stop: () => subscription.stop() };
}
