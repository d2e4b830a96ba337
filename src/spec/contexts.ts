import { type ContextSpec, type DatabaseId, databaseIds } from '../catalogue/choice.ts';
import { checkName } from './names.ts';
import { suggestion } from './nearest.ts';
import { describe, type Outcome, refuse } from './outcome.ts';
import { quote } from './quote.ts';

/**
 * Reads the list of bounded contexts: names separated by commas, each with what differs from the
 * defaults (`catalog:mongodb`, `billing:calls=catalog+users`), or a list of names and mappings.
 */
export function readContexts(raw: unknown): Outcome {
  const list = typeof raw === 'string' ? raw.split(',').map((item) => item.trim()) : raw;
  if (!Array.isArray(list) || list.length === 0) {
    return refuse(`contexts is ${describe(raw)}`, 'a list of names, such as users,products');
  }
  const contexts: ContextSpec[] = [];
  for (const item of list as unknown[]) {
    const outcome = readContext(typeof item === 'string' ? fromText(item) : item);
    if ('problem' in outcome) return outcome;
    const context = outcome.value as ContextSpec;
    if (contexts.some(({ name }) => name === context.name)) {
      return refuse(`the context ${context.name} is named twice`, 'name it once');
    }
    contexts.push(context);
  }
  return { value: contexts };
}

/** A context as it is written behind a flag; `readContexts` reads it back. */
export function contextText({ name, database, calls }: ContextSpec): string {
  return [name, database, calls && `calls=${calls.join('+')}`].filter(Boolean).join(':');
}

/** What stands behind the name is told apart by its form, so that the order does not matter. */
function fromText(text: string): Record<string, unknown> {
  const [name, ...attributes] = text.split(':');
  const calls = attributes.filter((attribute) => attribute.startsWith('calls='));
  const databases = attributes.filter((attribute) => !attribute.startsWith('calls='));
  return {
    name,
    ...(databases.length > 0 && { database: databases.join(':') }),
    ...(calls.length > 0 && { calls: calls.flatMap((list) => list.slice(6).split('+')) }),
  };
}

function readContext(raw: unknown): Outcome {
  const context = Object(raw) as Record<string, unknown>;
  const { name, database, calls } = context;
  if (typeof name !== 'string') {
    return refuse(`a context is ${describe(raw)}`, 'a name, or a mapping with a name');
  }
  const problem = checkName(name, 'context');
  if (problem) {
    const why = `the context name ${quote(name)} ${problem.why}`;
    return refuse(why, problem.instead && `for example ${problem.instead}`);
  }
  const unknown = Object.keys(context).find((key) => !['name', 'database', 'calls'].includes(key));
  if (unknown !== undefined) {
    return refuse(`the context ${name} has no ${quote(unknown)}`, 'keys: name, database, calls');
  }
  if (database !== undefined && !databaseIds.includes(database as DatabaseId)) {
    return refuse(
      `the database of ${name} cannot be ${describe(database)}`,
      suggestion(String(database), databaseIds),
    );
  }
  if (calls !== undefined && !isListOfNames(calls)) {
    return refuse(`${name} calls ${describe(calls)}`, 'a list of contexts, each named once');
  }
  return {
    value: {
      name,
      ...(database !== undefined && { database }),
      ...(calls !== undefined && { calls }),
    },
  };
}

function isListOfNames(calls: unknown): calls is string[] {
  return (
    Array.isArray(calls) &&
    calls.length > 0 &&
    calls.every((callee) => typeof callee === 'string') &&
    new Set(calls).size === calls.length
  );
}
