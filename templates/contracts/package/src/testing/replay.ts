import assert from 'node:assert/strict';
import { Value } from 'typebox/value';
import type { AnyEndpoint, CallTo } from '../endpoint.ts';
import type { Interaction } from './interaction.ts';

/** A callee in a test: the real one, or what stands in for it. */
export interface Callee<Given, Subject, Left> {
  /** Brings the callee into a state, and names what the calls are about. */
  arrange(given: Given): Promise<Subject>;
  send(
    endpoint: AnyEndpoint,
    call: CallTo<AnyEndpoint>,
  ): Promise<{ status: number; body: unknown }>;
  /** What the calls left behind. */
  observe(subject: Subject): Promise<Left>;
}

/**
 * Replays an interaction.
 *
 * @throws AssertionError where the callee does not do what the caller relies on, or breaks its contract
 */
export async function replay<Given, Subject, Left>(
  interaction: Interaction<Given, Subject, Left>,
  callee: Callee<Given, Subject, Left>,
): Promise<void> {
  const subject = await callee.arrange(interaction.given);
  for (const { endpoint, call, answer } of interaction.exchanges(subject)) {
    const { status, body } = await callee.send(endpoint, call);
    const what = `${endpoint.callee}: ${endpoint.summary}`;
    assert.equal(status, answer.status, `${what} answers ${status}, ${JSON.stringify(body)}`);
    assertContract(endpoint, status, body);
    if (answer.body) assert.partialDeepStrictEqual(body, answer.body, what);
  }
  assert.deepEqual(await callee.observe(subject), interaction.leaves);
}

/** @throws AssertionError when an answer is none that the endpoint declares */
export function assertContract(
  { callee, summary, responses }: AnyEndpoint,
  status: number,
  body: unknown,
): void {
  const schema = responses[status];
  assert.ok(schema, `${callee}: ${summary} declares no answer ${status}`);
  const faults = Value.Errors(schema, body).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
  assert.deepEqual(faults, [], `${callee}: ${summary} answers ${status} in another form`);
}
