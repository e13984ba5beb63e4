// Builds everything that is pushed to Apps Script into dist/, and refuses to write what it would not run.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle } from './bundle';
import { bundleFaults } from './check-bundle';
import { manifestFaults } from './check-manifest';

const root = join(__dirname, '..');

/** The one file whose exports Apps Script can call. */
export const entryFile = join(root, 'src', 'addon', 'main.ts');

/** The folder that clasp pushes (`rootDir` in .clasp.json). */
export const distFolder = join(root, 'dist');

/** The files of dist by name. Throws with all that is wrong with them, a line each. */
function outputs(): Record<string, string> {
  const bundle = buildBundle(entryFile);
  const manifest = readFileSync(join(root, 'appsscript.json'), 'utf8');
  const faults = [...bundleFaults(bundle), ...manifestFaults(manifest)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { 'Code.js': bundle.code, 'appsscript.json': manifest };
}

/** Writes dist anew. A build that fails leaves it empty, so that nothing old can be pushed for new. */
export function build(): void {
  rmSync(distFolder, { recursive: true, force: true });
  mkdirSync(distFolder);
  for (const [name, text] of Object.entries(outputs())) writeFileSync(join(distFolder, name), text);
}

if (require.main === module) {
  try {
    build();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
