import type { Static } from 'typebox';
import type { AnyEndpoint, CallTo } from '../endpoint.ts';

/** One call, and what the caller relies on in its answer: members that are not listed may be anything. */
export interface Exchange {
  readonly endpoint: AnyEndpoint;
  readonly call: CallTo<AnyEndpoint>;
  readonly answer: { readonly status: number; readonly body?: object | null };
}

/**
 * Something a caller relies on: in a state of the callee, calls, their answers, and what they leave
 * behind. The callee replays it in its tests, and so does whatever stands in for it in the tests of the
 * caller.
 *
 * Source: https://martinfowler.com/articles/consumerDrivenContracts.html
 */
export interface Interaction<Given, Subject, Left> {
  /** Ends the sentence "The caller relies on this: …". */
  readonly title: string;
  readonly given: Given;
  exchanges(subject: Subject): readonly Exchange[];
  readonly leaves: Left;
}

/** Writes an exchange down, with the types of its endpoint checked. */
export function exchange<E extends AnyEndpoint>(
  endpoint: E,
  call: CallTo<E>,
  answer: ExpectedAnswer<E>,
): Exchange {
  return { endpoint, call, answer } as unknown as Exchange;
}

type ExpectedAnswer<E extends AnyEndpoint> = {
  [Status in keyof E['responses'] & number]: {
    readonly status: Status;
    readonly body?: Partial<Static<E['responses'][Status]>>;
  };
}[keyof E['responses'] & number];
