import { forces } from '../recommend/forces.ts';
import { longestName } from '../spec/names.ts';
import { schemaUrl } from '../spec/serialise.ts';
import { schemaVersion } from '../spec/spec.ts';
import { catalogue, recordedChoices } from './catalogue.ts';
import { type Choice, databaseIds, type Value } from './choice.ts';
import { offeredValues } from './offered-values.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (draft 2020-12) of `arch.yaml`, for editors. It accepts all that the CLI accepts;
 * reserved names and rules between choices are left to the CLI, which explains them.
 *
 * @param version of the CLI, part of the schema's address
 */
export function archSchema(version: string): Schema {
  const choices = catalogue as readonly Choice[];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaUrl(version),
    title: 'arch.yaml',
    description: 'A system that create-arch-app generates.',
    type: 'object',
    additionalProperties: false,
    properties: {
      schemaVersion: { const: schemaVersion },
      ...Object.fromEntries(choices.map((choice) => [choice.id, choiceSchema(choice)])),
      forces: forcesSchema(),
      reasons: reasonsSchema(),
    },
    allOf: choices.flatMap(conditionSchema),
  };
}

const name = (kind: keyof typeof longestName): Schema => ({
  type: 'string',
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  maxLength: longestName[kind],
});

function choiceSchema(choice: Choice): Schema {
  const described = { description: `${choice.question} ${choice.why}` };
  switch (choice.kind) {
    case 'name':
      return { ...described, ...name('project') };
    case 'select':
      return { ...described, ...selectSchema(offeredValues(choice)) };
    case 'count':
      return { ...described, type: 'integer', minimum: choice.min, maximum: choice.max };
    case 'contexts':
      return { ...described, ...contextsSchema };
  }
}

const contextsSchema: Schema = {
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items: {
    anyOf: [
      name('context'),
      {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: name('context'),
          database: { enum: databaseIds, description: 'Where its service keeps its data.' },
          calls: {
            description: 'Contexts of which its service calls the API.',
            type: 'array',
            minItems: 1,
            uniqueItems: true,
            items: name('context'),
          },
        },
      },
    ],
  },
};

function selectSchema(values: readonly Value[]): Schema {
  return {
    oneOf: values.map(({ id, label, hint }) => ({ const: id, title: label, description: hint })),
  };
}

/** A choice that does not apply may not be given; the style that is not given is the default one. */
function conditionSchema(choice: Choice): Schema[] {
  if (!choice.appliesWhen) return [];
  const holds = Object.entries(choice.appliesWhen).map(([id, allowed]) => [id, { enum: allowed }]);
  return [
    {
      if: { properties: Object.fromEntries(holds) },
      else: { properties: { [choice.id]: false } },
    },
  ];
}

function forcesSchema(): Schema {
  const properties = forces.map(({ id, question, values }) => [
    id,
    { description: question, ...selectSchema(values) },
  ]);
  return section('Answers to "help me choose".', Object.fromEntries(properties));
}

function reasonsSchema(): Schema {
  const properties = recordedChoices.map(({ id }) => [id, { type: 'string' }]);
  return section('Your own reasons, by choice.', Object.fromEntries(properties));
}

function section(description: string, properties: unknown): Schema {
  return { description, type: 'object', additionalProperties: false, properties };
}
