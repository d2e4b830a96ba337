import type { Authentication } from '@app/auth';
import type { Database, Pool } from '@app/database';
import { cutPage, decodeCursor, Problem, pageOf, problems, type Routes } from '@app/http-server';
import type { Saga, Transition } from '../saga.ts';
import { findSaga, listSagas, transitionsOf } from '../saga-store.ts';
import type { Outcome, Sagas } from '../sagas.ts';
import { SagaDetails, SagaId, SagaQuery, SagaSummary } from './saga-schemas.ts';

export interface SagaRoutesOptions {
  readonly pool: Pool;
  readonly sagas: Pick<Sagas<never>, 'kind' | 'retry' | 'abort'>;
  readonly authentication: Authentication;
}

/** For admins: what sagas there are, what happened to each, and commands for those that are stuck. */
export function sagaRoutes({ pool, sagas, authentication }: SagaRoutesOptions): Routes {
  const onRequest = authentication.requireRole('admin');
  const common = { tags: ['sagas'], security: [{ bearer: [] }] };
  const details = (id: string) => readDetails(pool, sagas.kind, id);
  return async (server) => {
    const list = {
      ...common,
      summary: 'List sagas, newest first',
      querystring: SagaQuery,
      response: { 200: pageOf(SagaSummary), ...problems(400, 401, 403) },
    };
    server.get('/', { onRequest, schema: list }, async ({ query }) => {
      const { cursor, limit, state } = query;
      const before = cursor === undefined ? undefined : decodeCursor(cursor);
      const found = await listSagas(pool, sagas.kind, { state, before, limit: limit + 1 });
      return cutPage(found.map(summaryOf), limit);
    });

    const one = {
      ...common,
      summary: 'One saga, with what happened to it',
      params: SagaId,
      response: { 200: SagaDetails, ...problems(400, 401, 403, 404) },
    };
    server.get('/:id', { onRequest, schema: one }, ({ params }) => details(params.id));

    for (const command of ['retry', 'abort'] as const) {
      const { summary, refusal } = commands[command];
      const response = { 200: SagaDetails, ...problems(400, 401, 403, 404, 409) };
      const schema = { ...common, summary, params: SagaId, response };
      server.post(`/:id/${command}`, { onRequest, schema }, async ({ params: { id } }) => {
        const outcome = await pool.transaction((transaction) => sagas[command](transaction, id));
        assertApplied(outcome, `saga-${command}-refused`, refusal);
        return details(id);
      });
    }
  };
}

const commands = {
  retry: {
    summary: 'Let a stuck saga go on: its command is sent again',
    refusal: 'Only a stuck saga can be retried.',
  },
  abort: {
    summary: 'Undo a saga that is not completed',
    refusal: 'Only a saga that goes forward, and can be undone, can be aborted.',
  },
};

async function readDetails(database: Database, kind: string, id: string) {
  const saga = await findSaga(database, kind, id);
  if (!saga) throw notFound();
  const transitions = await transitionsOf(database, id);
  return { ...summaryOf(saga), transitions: transitions.map(transitionOf) };
}

function assertApplied(outcome: Outcome, code: string, refusal: string): void {
  if (outcome === 'unknown') throw notFound();
  if (outcome === 'ignored') throw new Problem(409, code, refusal);
}

function notFound(): Problem {
  return new Problem(404, 'saga-not-found', 'There is no such saga.');
}

function summaryOf({ data: _, deadline, startedAt, updatedAt, endedAt, ...saga }: Saga) {
  return {
    ...saga,
    deadline: deadline?.toISOString() ?? null,
    startedAt: startedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

function transitionOf({ at, ...transition }: Transition) {
  return { ...transition, at: at.toISOString() };
}
