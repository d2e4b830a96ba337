import type { PackedFile, PackedIndex } from '../src/render/packed-templates.ts';
import { parseTemplate } from '../src/render/parse-template.ts';
import { filesBelow } from '../src/render/template-folder.ts';

/** All templates in two files: what there is, and the texts of all of it. */
export interface PackedTemplates {
  readonly index: PackedIndex;
  readonly texts: Buffer;
}

/**
 * Packs templates, with their holes as data: the product needs no template engine, and a run reads two
 * files and unpacks the folders that it uses.
 *
 * @param root absolute path of `templates/`
 */
export function packTemplates(root: string): PackedTemplates {
  const index: Record<string, PackedFile[]> = {};
  const texts: Buffer[] = [];
  let end = 0;
  for (const file of filesBelow(root)) {
    const [feature = '', part = '', ...below] = file.path.split('/');
    const holes = file.path.endsWith(ending);
    const text = Buffer.from(holes ? JSON.stringify(parseTemplate(file.text)) : file.text);
    const begin = end;
    end += text.length;
    texts.push(text);
    const path = below.join('/').slice(0, holes ? -ending.length : undefined);
    const folder = `${feature}/${part}`;
    index[folder] = [
      ...(index[folder] ?? []),
      { path, executable: file.executable, holes, begin, end },
    ];
  }
  return { index, texts: Buffer.concat(texts) };
}

const ending = '.hbs';
