import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { UnionPrioritySort, Value } from 'typebox/value';

/** Says where and why a value is not what a schema asks for; nothing when it is. */
export function faultOf(schema: TSchema, value: unknown): string | undefined {
  const validator = validatorOf(schema);
  if (validator.Check(value)) return undefined;
  const [fault] = validator.Errors(value);
  return `${fault?.instancePath || '/'} ${fault?.message ?? 'is something else'}`;
}

/** Removes what the schema does not name. Changes the value, which has to be one of JSON. */
export function withoutExcess(schema: TSchema, value: unknown): unknown {
  const { unionPrioritySort } = Settings.Get();
  // Typebox would sort the schema for each value, which takes ten times as long as all the rest.
  Settings.Set({ unionPrioritySort: false });
  try {
    return Value.Clean(sortedOf(schema), value);
  } finally {
    Settings.Set({ unionPrioritySort });
  }
}

const sorted = new WeakMap<TSchema, TSchema>();

/** The schema with the narrower variants of each union first. */
function sortedOf(schema: TSchema): TSchema {
  const found = sorted.get(schema) ?? UnionPrioritySort(schema);
  sorted.set(schema, found);
  return found;
}

const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const validator = validators.get(schema) ?? (Compile(schema) as unknown as Validator);
  validators.set(schema, validator);
  return validator;
}
