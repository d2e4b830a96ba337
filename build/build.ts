import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { archSchema } from '../src/catalogue/json-schema.ts';
import { version } from '../src/cli/version.ts';
import { licences } from './licences.ts';
import { packTemplates } from './pack-templates.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = (relative: string) => `${root}${relative}`;

/** Builds all that the package holds beside its sources: bundles, templates, JSON Schema, licences. */
async function main(): Promise<void> {
  rmSync(path('dist'), { recursive: true, force: true });
  // CommonJS: each ES module costs about a millisecond to find and link.
  const { metafile } = await build({
    entryPoints: { main: path('src/cli/main.ts'), program: path('src/cli/run.ts'), ...libraries },
    outdir: path('dist'),
    outExtension: { '.js': '.cjs' },
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    // `import()` of a part becomes `require`.
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    plugins: [onlyTheVersion, partsApart, packedTemplates, noChildProcess],
  });
  const { index, texts } = packTemplates(path('templates'));
  writeFileSync(path('dist/templates.json'), JSON.stringify(index));
  writeFileSync(path('dist/templates.txt'), texts);
  writeFileSync(path('THIRD-PARTY-LICENSES.txt'), licences(metafile, root));
  mkdirSync(path('schema'), { recursive: true });
  const schema = JSON.stringify(archSchema(version), null, 2);
  writeFileSync(path('schema/arch.schema.json'), `${schema}\n`);
}

/** What a run without questions, spec, git and npm does without, by the name of its file. */
const libraries = {
  execa: 'execa',
  prompts: '@clack/prompts',
  // The ES module build of yaml: what is not used falls away, and nothing is wrapped.
  yaml: path('node_modules/yaml/browser/dist/index.js'),
};

/** Leaves the program, which `--version` does without, and those libraries in files of their own. */
const partsApart: Plugin = {
  name: 'parts-apart',
  setup({ onResolve }) {
    const files = new Map([
      ['./run.ts', 'program'],
      ['execa', 'execa'],
      ['@clack/prompts', 'prompts'],
      ['yaml', 'yaml'],
    ]);
    onResolve({ filter: /.*/ }, ({ path: module, kind }) => {
      const file = kind === 'entry-point' ? undefined : files.get(module);
      return file ? { path: `./${file}.cjs`, external: true } : undefined;
    });
  },
};

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
  import { join } from 'node:path';
  import { packedTemplates } from '../render/packed-templates.ts';
  const read = (file) => readFileSync(join(__dirname, file));
  export async function loadTemplates() {
    return packedTemplates(JSON.parse(read('templates.json')), read('templates.txt'));
  }
`;

await main();
