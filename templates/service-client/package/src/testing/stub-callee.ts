import type { AnswerTo, AnyEndpoint, CallTo } from '@app/contracts';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { ServiceClient } from '../service-client.ts';

/** What a stub answers at one endpoint. */
export interface StubbedEndpoint {
  readonly endpoint: AnyEndpoint;
  readonly answer: (call: CallTo<AnyEndpoint>) => Promise<AnswerTo<AnyEndpoint>>;
}

/** Says what a stub answers at an endpoint; an answer that throws `CalleeUnavailable` is an outage. */
export function when<E extends AnyEndpoint>(endpoint: E) {
  return {
    answers: (
      answer: (call: CallTo<E>) => AnswerTo<E> | Promise<AnswerTo<E>>,
    ): StubbedEndpoint => ({
      endpoint,
      answer: async (call) => answer(call as CallTo<E>),
    }),
  };
}

/**
 * A callee for tests, which holds both sides to the contract: it refuses requests and answers that do
 * not match it.
 *
 * @example stubCallee(when(payments.capture).answers(() => ({ status: 200, body: { status: 'done' } })))
 */
export function stubCallee(...stubbed: readonly StubbedEndpoint[]): ServiceClient {
  return {
    async send<E extends AnyEndpoint>(endpoint: E, call: CallTo<E>): Promise<AnswerTo<E>> {
      const found = stubbed.find((one) => one.endpoint === endpoint);
      const name = `${endpoint.method} ${endpoint.path}`;
      if (!found) throw new Error(`the stub has no answer for ${name}`);
      assertMatches(endpoint.params, call.params, `parameters of ${name}`);
      assertMatches(endpoint.body, call.body, `body of ${name}`);
      const answer = await found.answer(call as CallTo<AnyEndpoint>);
      const schema = endpoint.responses[answer.status];
      if (!schema) throw new Error(`${answer.status} is no answer to ${name}`);
      assertMatches(schema, answer.body, `answer ${answer.status} to ${name}`);
      return answer as AnswerTo<E>;
    },
  };
}

function assertMatches(schema: TSchema, value: unknown, what: string): void {
  if (Value.Check(schema, value)) return;
  const [fault] = Value.Errors(schema, value);
  throw new Error(`not the contract: ${what}: ${fault?.instancePath} ${fault?.message}`);
}
