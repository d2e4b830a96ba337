import type { AnswerTo, AnyEndpoint } from '@app/contracts';
import { Compile, type Validator } from 'typebox/compile';
import { CalleeUnavailable } from './callee-unavailable.ts';
import type { Incoming } from './exchange.ts';

/**
 * Takes an answer as what the contract says it is.
 *
 * @throws CalleeUnavailable when it is something else
 */
export function checked<E extends AnyEndpoint>(endpoint: E, answer: Incoming): AnswerTo<E> {
  const schema = endpoint.responses[answer.status];
  const validator = schema && validatorOf(schema);
  if (validator?.Check(answer.body)) return answer as AnswerTo<E>;
  const [fault] = validator?.Errors(answer.body) ?? [];
  const where = `${endpoint.method} ${endpoint.path}, ${answer.status}`;
  const what = fault ? `${fault.instancePath} ${fault.message}` : 'status not in the contract';
  throw new CalleeUnavailable(endpoint.callee, 'unexpected', new Error(`${where}: ${what}`));
}

const validators = new WeakMap<object, Validator>();

function validatorOf(schema: AnyEndpoint['responses'][number]): Validator {
  const validator = validators.get(schema) ?? (Compile(schema) as unknown as Validator);
  validators.set(schema, validator);
  return validator;
}
