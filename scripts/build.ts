// Builds everything that is pushed to Apps Script into dist/, and refuses to write what it would not run.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle } from './bundle';
import { bundleFaults } from './check-bundle';
import { manifestFaults } from './check-manifest';
import { buildPage, pageFaults, pages } from './pages';

const root = join(__dirname, '..');

/** The one file whose exports Apps Script can call. */
export const entryFile = join(root, 'src', 'server', 'main.ts');

/** The folder that clasp pushes (`rootDir` in .clasp.json). */
export const distFolder = join(root, 'dist');

/** The files of dist by name. Throws with all that is wrong with them, a line each. */
function outputs(): Record<string, string> {
  const bundle = buildBundle(entryFile);
  const manifest = readFileSync(join(root, 'appsscript.json'), 'utf8');
  const built = pages.map((page) => ({ page, html: buildPage(page) }));
  const faults = [
    ...bundleFaults(bundle),
    ...manifestFaults(manifest),
    ...built.flatMap(({ page, html }) => pageFaults(page, html)),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    'Code.js': bundle.code,
    ...Object.fromEntries(built.map(({ page, html }) => [page.file, html])),
    'appsscript.json': manifest,
  };
}

/**
 * Writes dist. A build that fails leaves it empty, so that nothing old can be pushed for new. Each file is replaced
 * in one step, so that a test that reads it while somebody builds sees the old or the new one.
 */
export function build(): void {
  let files: Record<string, string> = {};
  try {
    files = outputs();
  } finally {
    mkdirSync(distFolder, { recursive: true });
    for (const name of readdirSync(distFolder))
      if (!(name in files)) rmSync(join(distFolder, name), { recursive: true });
  }
  for (const [name, text] of Object.entries(files)) {
    const written = join(distFolder, `.${name}.${process.pid}`);
    writeFileSync(written, text);
    renameSync(written, join(distFolder, name));
  }
}

if (require.main === module) {
  try {
    build();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
