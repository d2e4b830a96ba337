import Handlebars from 'handlebars';
import { compileOptions } from '../src/render/handlebars.ts';
import { filesBelow } from '../src/render/template-folder.ts';

/**
 * The text of a CommonJS module for each feature, by its id: it exports the templates of the feature as
 * a list of `PackedFile`, with holes compiled to code, so that the product needs no compiler. A module
 * each, since a run needs those of its own style alone.
 *
 * @param folder absolute path of `templates/`
 */
export function packTemplates(folder: string): ReadonlyMap<string, string> {
  const files = filesBelow(folder);
  const features = new Set(files.map(({ path }) => featureOf(path)));
  const own = (feature: string) => files.filter(({ path }) => featureOf(path) === feature);
  return new Map([...features].map((feature) => [feature, moduleOf(own(feature))]));
}

const featureOf = (path: string) => path.slice(0, path.indexOf('/'));

function moduleOf(templates: ReturnType<typeof filesBelow>): string {
  const files = templates.map(({ path, text, executable }) => {
    const compiled = path.endsWith(holes);
    const landing = JSON.stringify(compiled ? path.slice(0, -holes.length) : path);
    const contents = compiled ? Handlebars.precompile(text, compileOptions) : JSON.stringify(text);
    return `{ path: ${landing}, executable: ${executable}, contents: ${contents} }`;
  });
  return `module.exports = [\n${files.join(',\n')}\n];\n`;
}

const holes = '.hbs';
