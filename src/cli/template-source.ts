import { fileURLToPath } from 'node:url';
import type { Templates } from '../render/templates.ts';

/** The templates beside the source. The build puts packed ones in the place of this module. */
export async function loadTemplates(): Promise<Templates> {
  const { templateFolder } = await import('../render/template-folder.ts');
  return templateFolder(fileURLToPath(new URL('../../templates', import.meta.url)));
}
