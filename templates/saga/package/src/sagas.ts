import type { Database, Pool } from '@app/database';
import { advance, begin, type Input, isEnded, isWaiting } from './advance.ts';
import { awaitedCommand, type Command } from './command.ts';
import { repliesOf, type SagaDefinition } from './definition.ts';
import type { Saga } from './saga.ts';
import {
  dueSagas,
  insertSaga,
  lockById,
  lockByKey,
  lockDue,
  recordTransition,
  saveProgress,
} from './saga-store.ts';

/** What a saga does to the world: all of it in the transaction in which the saga advances. */
export interface Effects<Data> {
  /** Puts a command in the outbox. */
  send(transaction: Database, command: Command<Data>): Promise<void>;
  /** The saga goes backward from now on; its `cause` says why. */
  turned(transaction: Database, saga: Saga<Data>): Promise<void>;
  /** The saga is completed or compensated. */
  ended(transaction: Database, saga: Saga<Data>): Promise<void>;
}

/** A message that may be the reply to a command. */
export interface Reply {
  readonly id: string;
  readonly type: string;
  readonly key: string;
}

/** What came of an input: there is no such saga, it has no effect on it now, or it has. */
export type Outcome = 'unknown' | 'ignored' | 'applied';

/** The sagas of one kind. Each is locked, from its row on, until the transaction ends. */
export interface Sagas<Data> {
  readonly kind: string;
  /**
   * Starts a saga in the transaction of what it is about: its first command leaves with the commit.
   *
   * @throws on a second one for the key
   */
  start(transaction: Database, key: string, data: Data): Promise<Saga<Data>>;
  /** Keeps all others from the saga of a key: for what has to be written before it advances. */
  lock(transaction: Database, key: string): Promise<void>;
  /** Takes in a message, in the transaction that records it as received; any message may be given. */
  receive(transaction: Database, reply: Reply): Promise<Outcome>;
  /** Has it undone, in whatever state it is; ignored when it is being undone, or cannot be. */
  cancel(transaction: Database, key: string, cause: string): Promise<Outcome>;
  /** Sends the command of a stuck saga again; ignored when it is not stuck. */
  retry(transaction: Database, id: string): Promise<Outcome>;
  /** Has a saga undone that is not completed; ignored when it is, or cannot be. */
  abort(transaction: Database, id: string): Promise<Outcome>;
  /** Ids of sagas whose deadline has passed. */
  due(pool: Pool, limit: number): Promise<string[]>;
  /** Sends again, turns or gives up a saga whose deadline has passed; ignored while another is at it. */
  passDeadline(transaction: Database, id: string): Promise<Outcome>;
}

/** Makes the sagas of a kind do what they do. */
export function createSagas<Data>(definition: SagaDefinition, effects: Effects<Data>): Sagas<Data> {
  const { kind } = definition;
  const replies = repliesOf(definition);
  const apply = applier(definition, effects);
  return {
    kind,
    async start(transaction, key, data) {
      const progress = begin(definition);
      const saga = await insertSaga(transaction, definition, { key, data, progress });
      await recordTransition(transaction, saga.id, started, saga);
      await effects.send(transaction, awaitedCommand(definition, saga, saga));
      return saga;
    },
    async lock(transaction, key) {
      await lockByKey(transaction, kind, key);
    },
    async receive(transaction, { id, type, key }) {
      if (!replies.has(type)) return 'ignored';
      const saga = await lockByKey<Data>(transaction, kind, key);
      return apply(transaction, saga, { kind: 'reply', type }, id);
    },
    async cancel(transaction, key, cause) {
      const saga = await lockByKey<Data>(transaction, kind, key);
      return apply(transaction, saga, { kind: 'cancel', cause });
    },
    async retry(transaction, id) {
      return apply(transaction, await lockById<Data>(transaction, kind, id), { kind: 'retry' });
    },
    async abort(transaction, id) {
      return apply(transaction, await lockById<Data>(transaction, kind, id), { kind: 'abort' });
    },
    due: (pool, limit) => dueSagas(pool, kind, limit),
    async passDeadline(transaction, id) {
      const saga = await lockDue<Data>(transaction, id);
      return saga ? apply(transaction, saga, { kind: 'deadline' }) : 'ignored';
    },
  };
}

const started = { input: 'started', messageId: null, applied: true };

/** Advances sagas that are locked, and lets follow what follows from it. */
function applier<Data>(definition: SagaDefinition, effects: Effects<Data>) {
  return async (
    transaction: Database,
    before: Saga<Data> | undefined,
    input: Input,
    messageId: string | null = null,
  ): Promise<Outcome> => {
    if (!before) return 'unknown';
    const name = input.kind === 'reply' ? input.type : input.kind;
    const progress = advance(definition, before, input);
    const transition = { input: name, messageId, applied: progress !== undefined };
    await recordTransition(transaction, before.id, transition, progress ?? before);
    if (!progress) return 'ignored';
    const saga = await saveProgress<Data>(transaction, definition, before.id, progress);
    if (saga.direction !== before.direction) await effects.turned(transaction, saga);
    if (isWaiting(saga)) await effects.send(transaction, awaitedCommand(definition, saga, saga));
    if (isEnded(saga)) await effects.ended(transaction, saga);
    return 'applied';
  };
}
