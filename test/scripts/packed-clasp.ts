// The project's own clasp and its deploy script, each in one file: otherwise they load file by file at each start. Measured: clasp with
// few APIs takes 0.45 s of processor time, not 1.35.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { FOR_NODE } from '../../sim/one-file';

const ROOT = join(__dirname, '..', '..');
const MODULES = join(ROOT, 'node_modules');
const MAIN = require.resolve('@google/clasp');
/** Where clasp looks for its own version. */
const PROGRAM = join(dirname(MAIN), 'commands', 'program.js');

/** These files load 300 APIs of Google, of which clasp uses six: './drive', './apis/drive/v3'. */
const LOADERS = /googleapis[\\/]build[\\/]src[\\/](apis[\\/])?index\.js$/;
const USED = /^\.\/(googleapis$|(apis\/)?(discovery|drive|logging|oauth2|script|serviceusage)(\/|$))/;

const fewApis: Plugin = {
  name: 'few-apis',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\// }, ({ importer, path }) =>
      LOADERS.test(importer) && !USED.test(path) ? { path, namespace: 'unused' } : null,
    );
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = { VERSIONS: {} };' }));
  },
};

/** Makes a folder `node_modules` that has all packages of the project, and clasp in one file. Gives its path. */
export async function packedModules(folder: string): Promise<string> {
  const modules = join(folder, 'node_modules');
  const clasp = join(modules, '@google', 'clasp');
  mkdirSync(clasp, { recursive: true });
  for (const name of readdirSync(MODULES))
    if (name !== '@google') symlinkSync(join(MODULES, name), join(modules, name), 'dir');
  writeFileSync(join(clasp, 'package.json'), JSON.stringify({ type: 'module', main: 'clasp.js' }));
  await build({
    ...FOR_NODE,
    entryPoints: [MAIN],
    outfile: join(clasp, 'clasp.js'),
    format: 'esm',
    plugins: [fewApis],
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(PROGRAM).href) },
    // For the packages that are CommonJS and load a module of Node.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(${JSON.stringify(MAIN)});`,
    },
  });
  return modules;
}

/** Only the first file is the program: build.ts would build as soon as it is loaded. */
const oneProgram = (entry: string): Plugin => ({
  name: 'one-program',
  setup: ({ onLoad }) => {
    onLoad({ filter: /scripts[\\/].*\.ts$/ }, ({ path }) =>
      path === entry
        ? null
        : { contents: `const module = null; ${readFileSync(path, 'utf8')}`, loader: 'ts' },
    );
  },
});

/** The text of the deploy script in one file, for the folder `scripts` of any copy of the project. */
export async function packedDeploy(): Promise<string> {
  const entry = join(ROOT, 'scripts', 'deploy.ts');
  const { outputFiles } = await build({
    ...FOR_NODE,
    entryPoints: [entry],
    write: false,
    external: ['esbuild', 'typescript'],
    plugins: [oneProgram(entry)],
  });
  return outputFiles[0]?.text ?? '';
}
