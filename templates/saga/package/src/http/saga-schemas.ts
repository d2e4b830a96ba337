import { PageQuery, Timestamp, Type, Uuid } from '@app/http-server';
import { states } from '../advance.ts';

const State = Type.Enum([...states]);
const Direction = Type.Enum(['forward', 'backward']);

/** Without its data, which may be of people, or secret. */
const members = {
  id: Uuid,
  kind: Type.String(),
  key: Type.String({ description: 'What it is about, such as the id of an order' }),
  state: State,
  step: Type.String(),
  direction: Direction,
  attempts: Type.Integer(),
  cause: Type.Union([Type.String(), Type.Null()]),
  lastError: Type.Union([Type.String(), Type.Null()]),
  deadline: Type.Union([Timestamp, Type.Null()]),
  startedAt: Timestamp,
  updatedAt: Timestamp,
  endedAt: Type.Union([Timestamp, Type.Null()]),
};

export const SagaSummary = Type.Object(members);

const Transition = Type.Object({
  at: Timestamp,
  input: Type.String(),
  messageId: Type.Union([Uuid, Type.Null()]),
  applied: Type.Boolean({ description: 'False for what had no effect' }),
  state: State,
  step: Type.String(),
  direction: Direction,
  attempts: Type.Integer(),
});

export const SagaDetails = Type.Object({ ...members, transitions: Type.Array(Transition) });

export const SagaQuery = Type.Object({
  ...PageQuery.properties,
  state: Type.Optional(State),
});

export const SagaId = Type.Object({ id: Uuid });
