import { type ChoiceId, catalogue } from '../catalogue/catalogue.ts';
import type { Choice } from '../catalogue/choice.ts';
import type { Tree } from '../render/tree.ts';
import type { Spec } from '../spec/spec.ts';
import { valueInWords } from '../spec/value-in-words.ts';
import type { Plan } from './plan.ts';

/** A port published on the host when the system runs in Docker. */
export interface PublishedPort {
  readonly service: string;
  /** The address as compose takes it, such as `127.0.0.1:${PORT:-8080}:8080`. */
  readonly address: string;
}

/** What a choice came to, in words. */
export interface Decision {
  readonly choice: ChoiceId;
  readonly flag: string;
  readonly value: string;
}

/** What generation would write and run, known before anything is written. */
export interface Preview {
  readonly name: string;
  readonly decisions: readonly Decision[];
  /** Sorted by path; sizes in bytes. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** What each selected feature brings, one sentence each. */
  readonly parts: readonly string[];
  /** Containers of `npm run up`. */
  readonly services: readonly string[];
  readonly ports: readonly PublishedPort[];
}

/** Describes a rendered plan. */
export function previewOf(plan: Plan, tree: Tree): Preview {
  const files = [...tree].map(([path, { contents }]) => ({
    path,
    bytes: Buffer.byteLength(contents),
  }));
  return {
    name: plan.spec.name,
    decisions: decisionsOf(plan.spec),
    files: files.sort((left, right) => (left.path < right.path ? -1 : 1)),
    parts: plan.features.map((feature) => feature.about),
    services: Object.keys(plan.compose.services),
    ports: Object.entries(plan.compose.ports).flatMap(([service, addresses]) =>
      addresses.map((address) => ({ service, address })),
    ),
  };
}

/** Counts of files by folder, those at the top first: the summary of a tree of hundreds of files. */
export function treeSummary(preview: Preview): readonly string[] {
  const counts = new Map<string, number>([['./', 0]]);
  for (const { path } of preview.files) {
    const [top = path, ...below] = path.split('/');
    const shown = groupingFolders.has(top) && below.length > 1 ? `${top}/${below[0]}` : top;
    const folder = below.length === 0 ? './' : `${shown}/`;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const width = Math.max(...[...counts.keys()].map((folder) => folder.length));
  return [...counts].map(
    ([folder, count]) => `${folder.padEnd(width)}  ${count} ${count === 1 ? 'file' : 'files'}`,
  );
}

/** Folders whose children tell more than they do themselves. */
const groupingFolders = new Set(['src', 'packages', 'services']);

function decisionsOf(spec: Spec): Decision[] {
  return (catalogue as readonly Choice[]).flatMap((choice): Decision[] => {
    const id = choice.id as ChoiceId;
    const value = spec[id];
    if (value === undefined) return [];
    return [{ choice: id, flag: choice.flag, value: valueInWords(choice, value) }];
  });
}
