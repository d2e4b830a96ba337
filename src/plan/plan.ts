import type { Spec } from '../spec/spec.ts';
import type {
  ComposeContribution,
  Contribution,
  Feature,
  FileSet,
  PackageContribution,
} from './feature.ts';

/** Everything the features contributed, merged, with no order of precedence among them. */
export interface Plan {
  readonly spec: Spec;
  readonly features: readonly Feature[];
  readonly files: readonly FileSet[];
  readonly packages: Readonly<Record<string, readonly PackageContribution[]>>;
  readonly env: NonNullable<Contribution['env']>;
  readonly compose: Required<ComposeContribution>;
  readonly contexts: NonNullable<Contribution['contexts']>;
  readonly documents: NonNullable<Contribution['documents']>;
  readonly c4: NonNullable<Contribution['c4']>;
  readonly c4Relations: NonNullable<Contribution['c4Relations']>;
  readonly satisfies: readonly string[];
}

/**
 * Collects the contributions of the features that the spec selects.
 *
 * @throws Error when two features write the same key: a defect of the product, never of a spec
 */
export function makePlan(spec: Spec, catalogueOfFeatures: readonly Feature[]): Plan {
  const features = catalogueOfFeatures.filter((feature) => feature.when(spec));
  const parts = features.map((feature) => ({ id: feature.id, ...feature.contribute(spec) }));
  const compose = parts.map(({ id, compose: part }) => ({ id, ...part }));
  return {
    spec,
    features,
    files: parts.flatMap((part) => part.files ?? []),
    packages: groupPackages(parts),
    env: mergeKeyed('env', parts, (part) => part.env),
    compose: {
      services: mergeKeyed('compose.services', compose, (part) => part.services),
      networks: mergeKeyed('compose.networks', compose, (part) => part.networks),
      volumes: mergeKeyed('compose.volumes', compose, (part) => part.volumes),
      environment: mergeNested('compose.environment', compose, (part) => part.environment),
      dependsOn: mergeNested('compose.dependsOn', compose, (part) => part.dependsOn),
      ports: mergeKeyed('compose.ports', compose, (part) => part.ports),
    },
    contexts: mergeKeyed('contexts', parts, (part) => part.contexts),
    documents: mergeKeyed('documents', parts, (part) => part.documents),
    c4: mergeKeyed('c4', parts, (part) => part.c4),
    c4Relations: parts.flatMap((part) => part.c4Relations ?? []),
    satisfies: [...new Set(parts.flatMap((part) => part.satisfies ?? []))],
  };
}

interface Part {
  readonly id: string;
}

type Table<Value> = Readonly<Record<string, Value>>;

function mergeKeyed<P extends Part, Value>(
  table: string,
  parts: readonly P[],
  pick: (part: P) => Table<Value> | undefined,
): Table<Value> {
  const merged: Record<string, Value> = {};
  const writers = new Map<string, string>();
  for (const part of parts) {
    for (const [key, value] of Object.entries(pick(part) ?? {})) {
      const first = writers.get(key);
      if (first) throw new Error(`${first} and ${part.id} both contribute ${table}.${key}`);
      writers.set(key, part.id);
      merged[key] = value;
    }
  }
  return merged;
}

function mergeNested<P extends Part, Value>(
  table: string,
  parts: readonly P[],
  pick: (part: P) => Table<Table<Value>> | undefined,
): Table<Table<Value>> {
  const keys = new Set(parts.flatMap((part) => Object.keys(pick(part) ?? {})));
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      mergeKeyed(`${table}.${key}`, parts, (part) => pick(part)?.[key]),
    ]),
  );
}

function groupPackages(parts: readonly Contribution[]): Plan['packages'] {
  const grouped = new Map<string, PackageContribution[]>();
  for (const part of parts) {
    for (const [folder, contribution] of Object.entries(part.packages ?? {})) {
      grouped.set(folder, [...(grouped.get(folder) ?? []), contribution]);
    }
  }
  return Object.fromEntries(grouped);
}
