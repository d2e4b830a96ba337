import { catalogue } from '../catalogue/catalogue.ts';
import type { ContextSpec } from '../catalogue/choice.ts';
import { yaml } from '../render/yaml.ts';
import { schemaVersion, type Spec } from './spec.ts';

/** Where editors find the JSON Schema of `arch.yaml` for a CLI version. */
export function schemaUrl(version: string): string {
  return `https://unpkg.com/create-arch-app@${version}/schema/arch.schema.json`;
}

/** A context that has nothing but a name is written as that. */
const shortest = (context: ContextSpec) =>
  Object.keys(context).length === 1 ? context.name : context;

/** Writes a spec as the text of `arch.yaml`; `parseSpec` and `resolveSpec` read it back unchanged. */
export function serialiseSpec(spec: Spec, version: string): string {
  const choices = catalogue
    .filter(({ id }) => spec[id] !== undefined)
    .map(({ id }) => [id, id === 'contexts' ? spec.contexts.map(shortest) : spec[id]]);
  const document = {
    schemaVersion,
    ...Object.fromEntries(choices),
    ...(spec.forces && { forces: spec.forces }),
    ...(Object.keys(spec.reasons).length > 0 && { reasons: spec.reasons }),
  };
  return `# yaml-language-server: $schema=${schemaUrl(version)}\n${yaml(document)}`;
}
