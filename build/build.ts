import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { archSchema } from '../src/catalogue/json-schema.ts';
import { version } from '../src/cli/version.ts';
import { licences } from './licences.ts';
import { packTemplates } from './pack-templates.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = (relative: string) => `${root}${relative}`;

/** Builds all that the package holds beside its sources: bundle, JSON Schema, licences. */
async function main(): Promise<void> {
  rmSync(path('dist'), { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { main: path('src/cli/main.ts') },
    outdir: path('dist'),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    // Bundled CommonJS packages ask for Node's modules by `require`, which an ES module lacks.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    legalComments: 'none',
    metafile: true,
    // The ES module build of yaml: what is not used falls away, and nothing is wrapped.
    alias: { yaml: path('node_modules/yaml/browser/dist/index.js') },
    plugins: [onlyTheVersion, packedTemplates, noChildProcess],
  });
  const { index, texts } = packTemplates(path('templates'));
  writeFileSync(path('dist/templates.json'), JSON.stringify(index));
  writeFileSync(path('dist/templates.txt'), texts);
  writeFileSync(path('THIRD-PARTY-LICENSES.txt'), licences(metafile, root));
  mkdirSync(path('schema'), { recursive: true });
  const schema = JSON.stringify(archSchema(version), null, 2);
  writeFileSync(path('schema/arch.schema.json'), `${schema}\n`);
}

/** Of our package.json only the version is needed at run time. */
const onlyTheVersion: Plugin = {
  name: 'only-the-version',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]package\.json$/ }, (file) => {
      if (file.path !== path('package.json')) return undefined;
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** Puts packed templates in the place of the module that reads them from disk. */
const packedTemplates: Plugin = {
  name: 'packed-templates',
  setup({ onLoad }) {
    onLoad({ filter: /src[/\\]cli[/\\]template-source\.ts$/ }, () => ({
      loader: 'ts',
      resolveDir: path('src/cli'),
      contents: packedTemplateSource,
    }));
  },
};

/** Commander loads it for verbs that are programs of their own, which there are none of. */
const noChildProcess: Plugin = {
  name: 'no-child-process',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path: module, importer }) =>
      /[/\\]commander[/\\]/.test(importer) ? { path: module, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const packedTemplateSource = `
  import { readFileSync } from 'node:fs';
  import { packedTemplates } from '../render/packed-templates.ts';
  const read = (file) => readFileSync(new URL(file, import.meta.url));
  export async function loadTemplates() {
    return packedTemplates(JSON.parse(read('templates.json')), read('templates.txt'));
  }
`;

await main();
