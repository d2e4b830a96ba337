import type { Spec } from '../spec/spec.ts';

/** A program of the output that serves HTTP: the whole application, or one service of many. */
export interface Process {
  /** Its compose service. */
  readonly name: string;
  /** Folder of its `package.json`; empty for the root. */
  readonly folder: string;
  /** The compose service that migrates its database before it starts. */
  readonly migration: string;
  /** Names of the bounded contexts that it serves. */
  readonly contexts: readonly string[];
}

/** Whether each bounded context is a service of its own. */
export function hasServices(spec: Spec): boolean {
  return spec.style !== 'monolith';
}

/** Whether services tell each other what happened, in the place of calling each other. */
export function isEventDriven(spec: Spec): boolean {
  return spec.style === 'event-driven';
}

/** The programs of the output, in the order of the contexts. */
export function processesOf(spec: Spec): readonly Process[] {
  const names = spec.contexts.map(({ name }) => name);
  if (!hasServices(spec)) {
    return [{ name: 'app', folder: '', migration: 'migrate', contexts: names }];
  }
  return names.map((name) => ({
    name,
    folder: `services/${name}`,
    migration: `${name}-migrate`,
    contexts: [name],
  }));
}

/** The program that serves a context. */
export function processOf(spec: Spec, context: string): Process {
  const found = processesOf(spec).find(({ contexts }) => contexts.includes(context));
  if (!found) throw new Error(`no process serves ${context}`);
  return found;
}

/** The program to show several instances of: it works on requests, and there is most to do in orders. */
export function busiestProcess(spec: Spec): Process | undefined {
  const processes = processesOf(spec);
  return processes.find(({ contexts }) => contexts.includes('orders')) ?? processes.at(-1);
}

/** The same value for every process, by a key of it: for the tables of a contribution. */
export function forEachProcess<Value>(
  spec: Spec,
  key: 'name' | 'folder' | 'migration',
  value: Value,
): Record<string, Value> {
  return Object.fromEntries(processesOf(spec).map((process) => [process[key], value]));
}
