import Handlebars from 'handlebars';
import { compileOptions } from '../src/render/handlebars.ts';
import { filesBelow } from '../src/render/template-folder.ts';

/**
 * The text of a module whose default export is every template as a `PackedFile`: holes compiled to
 * code, so that the product needs no compiler.
 *
 * @param folder absolute path of `templates/`
 */
export function packTemplates(folder: string): string {
  const files = filesBelow(folder).map(({ path, text, executable }) => {
    const compiled = path.endsWith(holes);
    const landing = JSON.stringify(compiled ? path.slice(0, -holes.length) : path);
    const contents = compiled ? Handlebars.precompile(text, compileOptions) : JSON.stringify(text);
    return `{ path: ${landing}, executable: ${executable}, contents: ${contents} }`;
  });
  return `export default [\n${files.join(',\n')}\n];\n`;
}

const holes = '.hbs';
