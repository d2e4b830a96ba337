import { load, type Message } from './generated.ts';
import type { Random } from './random.ts';

/** Kinds of messages that nobody can handle, made from one that is in order. */
export const hostileKinds: Readonly<
  Record<string, (event: Readonly<Record<string, unknown>>) => string>
> = {
  unparsable: () => '{"specversion": "1.0", ',
  'no envelope': () => '{"hello": "world"}',
  'unknown type': (event) => JSON.stringify({ ...event, type: 'nobody.knows-this' }),
  'unknown version': (event) =>
    JSON.stringify({ ...event, dataschema: `urn:event:${event.type}:99` }),
  'invalid data': (event) => JSON.stringify({ ...event, data: 'none' }),
  'subject that is no UUID': (event) =>
    JSON.stringify({ ...event, subject: "'; DROP TABLE orders; --" }),
  oversized: (event) => JSON.stringify({ ...event, data: { filler: 'x'.repeat(300 * 1024) } }),
};

/** Kinds of tasks that nobody can do: of a task, the subject is of no use. */
export const hostileTaskKinds: readonly string[] = Object.keys(hostileKinds).filter(
  (kind) => kind !== 'subject that is no UUID',
);

/** A message that nobody can handle, made from one that is in order. */
export function hostileMessage(kind: string, like: Message, random: Random): Message {
  const id = random.uuid();
  const event = { ...(JSON.parse(like.body) as object), id };
  const body = hostileKinds[kind]?.(event) ?? '';
  return { id, key: random.uuid(), headers: like.headers, body };
}

/** A task for the e-mail service that is in order. */
export async function mailTask(repository: string): Promise<Message> {
  const { emailQueue, welcome } = await load<Readonly<Record<string, unknown>>>(
    repository,
    'packages/contracts/src/email-tasks.ts',
  );
  const { newMessage } = await load<{ newMessage(...args: readonly unknown[]): Message }>(
    repository,
    'packages/events/src/index.ts',
  );
  const data = { email: 'nobody@example.com', name: 'Nobody' };
  return newMessage(emailQueue, welcome, { subject: 'nobody', data });
}
