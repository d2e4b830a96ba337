import { createHash } from 'node:crypto';
import { commandOf, type Direction, type Progress } from './advance.ts';
import type { SagaDefinition } from './definition.ts';
import type { Saga } from './saga.ts';

/** What a participant is asked to do. */
export interface Command<Data> {
  /** UUID; the same however often it is sent. */
  readonly id: string;
  readonly type: string;
  /** What the saga is about, such as the id of an order. */
  readonly key: string;
  /** What the saga was started with. */
  readonly data: Data;
}

/** The command whose reply a saga awaits. */
export function awaitedCommand<Data>(
  definition: SagaDefinition,
  { id, key, data }: Pick<Saga<Data>, 'id' | 'key' | 'data'>,
  progress: Progress,
): Command<Data> {
  const { step, direction } = progress;
  return { id: commandId(id, step, direction), type: commandOf(definition, progress), key, data };
}

/** A UUID of version 5, RFC 9562, with the saga as its namespace. */
export function commandId(saga: string, step: string, direction: Direction): string {
  const namespace = Buffer.from(saga.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(namespace).update(`${step} ${direction}`).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
