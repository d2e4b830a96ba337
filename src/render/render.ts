import type { Plan } from '../plan/plan.ts';
import { serialiseSpec } from '../spec/serialise.ts';
import { composeDocument } from './compose.ts';
import { decisionRecords } from './decisions.ts';
import { envExample } from './env.ts';
import { packageDocuments } from './packages.ts';
import { readme } from './readme.ts';
import { type Templates, textOf } from './templates.ts';
import type { Tree, TreeFile } from './tree.ts';
import { templateValues } from './values.ts';
import { yaml } from './yaml.ts';

/** Stands in the path of a template for the `name` of its file set, such as a context. */
const nameInPath = '__name__';

/** Files below a feature's `_…` folders are fragments of another file, not files of their own. */
const isFragment = (path: string) => path.startsWith('_') && !path.startsWith(nameInPath);

/**
 * Renders a plan into files in memory. The same plan and version give the same bytes.
 *
 * @param version of the CLI, recorded in `arch.yaml`
 * @throws Error when two sources write the same path
 */
export function renderPlan(plan: Plan, templates: Templates, version: string): Tree {
  const tree = new Map<string, TreeFile>();
  const put = (path: string, contents: string, mode = 0o644) => {
    if (tree.has(path)) throw new Error(`two features write ${path}`);
    tree.set(path, { contents, mode });
  };
  const values = templateValues(plan);
  put('arch.yaml', serialiseSpec(plan.spec, version));
  put('.env.example', envExample(plan));
  put('README.md', readme(plan, templates, values));
  for (const [path, document] of Object.entries(packageDocuments(plan))) put(path, json(document));
  for (const [path, made] of Object.entries(plan.documents)) {
    const document = typeof made === 'function' ? made(plan.routes) : made;
    put(path, path.endsWith('.json') ? json(document) : yaml(document));
  }
  if (Object.keys(plan.compose.services).length > 0) {
    put('compose.yaml', yaml(composeDocument(plan)));
  }
  for (const { path, text } of decisionRecords(plan, templates, values)) put(path, text);
  for (const { folder, into, data } of plan.files) {
    for (const file of templates.folder(folder)) {
      if (isFragment(file.path)) continue;
      const text = textOf(file, folder, { ...values, ...data });
      const path = file.path.replaceAll(nameInPath, String(data?.name));
      put(into ? `${into}/${path}` : path, text, file.executable ? 0o755 : 0o644);
    }
  }
  return tree;
}

function json(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
