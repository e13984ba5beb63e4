// Loads the bundle into a realm with gas-local, the one place that knows this package.
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

/** gas-local takes a folder of scripts and a context to run them in; it has no types of its own. */
const {
  require: loadFolder,
}: { require(folder: string, context: vm.Context): vm.Context } = require('gas-local');

const CACHE = join(__dirname, '..', '..', '.cache', 'bundles');

const folders = new Map<string, string>();

/** gas-local reads files, so each bundle text gets its own folder, named by its hash and shared by all processes. */
function folderOf(code: string): string {
  const known = folders.get(code);
  if (known !== undefined) return known;
  const folder = join(CACHE, createHash('sha256').update(code).digest('hex').slice(0, 16));
  mkdirSync(folder, { recursive: true });
  // Renamed into place, so that another process never loads half a file.
  const draft = join(folder, `Code.${process.pid}.draft`);
  writeFileSync(draft, code);
  renameSync(draft, join(folder, 'Code.js'));
  folders.set(code, folder);
  return folder;
}

const compiled = new Map<string, vm.Script>();

/**
 * Runs the top level of the bundle in the context. gas-local loads a text the first time; later executions run the same
 * text under the same file name, compiled once. Measured for 120 KB: 0.9 ms through gas-local, 0.1 ms compiled.
 * Throws what the top level throws.
 */
export function loadBundle(code: string, context: vm.Context): void {
  const script = compiled.get(code);
  if (script) {
    script.runInContext(context);
    return;
  }
  const folder = folderOf(code);
  loadFolder(folder, context);
  compiled.set(code, new vm.Script(code, { filename: join(folder, 'Code.js') }));
}
