import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Value } from 'typebox/value';

/** Says where and why a value is not what a schema asks for; nothing when it is. */
export function faultOf(schema: TSchema, value: unknown): string | undefined {
  const validator = validatorOf(schema);
  if (validator.Check(value)) return undefined;
  const [fault] = validator.Errors(value);
  return `${fault?.instancePath || '/'} ${fault?.message ?? 'is something else'}`;
}

/** Removes what the schema does not name. Changes the value, which has to be one of JSON. */
export function withoutExcess(schema: TSchema, value: unknown): unknown {
  return Value.Clean(schema, value);
}

const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const validator = validators.get(schema) ?? (Compile(schema) as unknown as Validator);
  validators.set(schema, validator);
  return validator;
}
