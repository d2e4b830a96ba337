import type { Static, TObject } from 'typebox';
import { Value } from 'typebox/value';

/** Says everything that is wrong with the environment in one message. */
export class SettingsError extends Error {
  constructor(faults: readonly string[]) {
    const list = faults.map((fault) => `  ${fault}`).join('\n');
    super(`Settings are missing or wrong; see .env.example.\n${list}`);
    this.name = 'SettingsError';
  }
}

/**
 * Reads settings from environment variables, converted to the types of the schema and with its
 * defaults; an empty variable counts as one that is not set.
 *
 * @throws SettingsError
 */
export function readSettings<Schema extends TObject>(
  schema: Schema,
  variables: NodeJS.ProcessEnv,
): Static<Schema> {
  const given = Object.entries(variables).filter(([, value]) => value !== '');
  const values = Value.Convert(schema, Value.Default(schema, Object.fromEntries(given)));
  if (Value.Check(schema, values)) return values;
  throw new SettingsError(
    Value.Errors(schema, values).flatMap((fault) =>
      fault.keyword === 'required'
        ? fault.params.requiredProperties.map((name) => `${name} is not set`)
        : [`${fault.instancePath.slice(1)} ${fault.message}`],
    ),
  );
}
