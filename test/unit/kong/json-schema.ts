/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Kong's `record`: only the fields that it names. */
export function record(properties: Record<string, JsonSchema>, required: string[] = []) {
  return { type: 'object', properties, required, additionalProperties: false };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** Kong's `set`: a list without duplicates. */
export function setOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items, uniqueItems: true };
}

export function oneOf(...values: readonly (string | number)[]): JsonSchema {
  return { enum: values };
}

export function integer(minimum: number, maximum: number): JsonSchema {
  return { type: 'integer', minimum, maximum };
}

export function number(minimum: number, maximum: number): JsonSchema {
  return { type: 'number', minimum, maximum };
}

export const text: JsonSchema = { type: 'string', minLength: 1 };
export const boolean: JsonSchema = { type: 'boolean' };
export const positive: JsonSchema = { type: 'number', exclusiveMinimum: 0 };
