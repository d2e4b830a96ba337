import { defineFeature, type FileSet, type PackageContribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { callersOf, contextModule } from '../contexts.ts';
import { everyReference, referencesOf } from '../entry-references.ts';
import { processOf } from '../processes.ts';

export const references = defineFeature({
  id: 'references',
  about: 'entries that name entries of other services, which are asked whether these are there',
  when: (spec) => everyReference(spec).length > 0,
  contribute: (spec) => ({ files: files(spec), packages: packages(spec) }),
});

function files(spec: Spec): FileSet[] {
  const callers = new Set(everyReference(spec).map(({ caller }) => caller));
  const callees = new Set(everyReference(spec).map(({ callee }) => callee));
  return [
    ...[...callers].map((name) => ({
      folder: 'references/caller',
      into: source(spec, name),
      data: { name, references: referencesOf(spec, name) },
    })),
    ...[...callees].flatMap((name) => {
      const data = { ...contextModule(name), callers: callersOf(spec, name) };
      return [
        { folder: 'references/callee', into: source(spec, name), data },
        { folder: 'references/offer', into: 'packages/contracts/src/entries', data },
      ];
    }),
    ...everyReference(spec).flatMap((reference) => contractFiles(spec, reference)),
  ];
}

/** What one service relies on in another: written once, and replayed by both. */
function contractFiles(
  spec: Spec,
  { caller, callee, offered }: ReturnType<typeof everyReference>[number],
): FileSet[] {
  const data = { caller, callee, offered };
  return [
    {
      folder: 'references/contract',
      into: `packages/contracts/src/callers/${caller}`,
      data: { ...data, name: callee },
    },
    {
      folder: 'references/caller-contract',
      into: source(spec, caller),
      data: { ...data, name: callee },
    },
    {
      folder: 'references/callee-contract',
      into: source(spec, callee),
      data: { ...data, name: caller },
    },
  ];
}

function packages(spec: Spec): Record<string, PackageContribution> {
  const all = everyReference(spec);
  const exported = all.flatMap(({ caller, callee }) => [
    [`./entries/${callee}`, `./src/entries/${callee}.ts`],
    [`./callers/${caller}/${callee}`, `./src/callers/${caller}/${callee}.ts`],
  ]);
  const folders = (names: readonly string[], contribution: PackageContribution) =>
    Object.fromEntries(names.map((name) => [processOf(spec, name).folder, contribution]));
  return {
    'packages/contracts': { fields: { exports: Object.fromEntries(exported) } },
    ...folders(
      all.map(({ callee }) => callee),
      { dependencies: ['@app/contracts'] },
    ),
    ...folders(
      all.map(({ caller }) => caller),
      { dependencies: ['@app/contracts'], devDependencies: ['@app/service-client'] },
    ),
  };
}

function source(spec: Spec, context: string): string {
  return `${processOf(spec, context).folder}/src`;
}
