// Looks for files in the target script that the add-on did not put there: a push would delete or replace them.
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClasp } from './clasp';

/** The file of every new script (the script editor): it holds one empty function. */
const NEW_SCRIPT = /^\s*(function myFunction\(\) \{\s*\})?\s*$/;
/** How the bundle begins (`scripts/bundle.ts`). */
const OURS = /^\/\*\* @OnlyCurrentDoc \*\/\s*"use strict";\s*var Qrius=/;
const MANIFEST = 'appsscript.json';

/**
 * @param ours the names of the files in dist.
 * @returns names of files that a push would destroy, sorted. Throws a sentence where the script cannot be read.
 */
export function foreignFiles(scriptId: string, ours: readonly string[]): string[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'target-')));
  try {
    writeFileSync(join(folder, '.clasp.json'), JSON.stringify({ scriptId, rootDir: 'files' }));
    readClasp(folder, ['pull']);
    const files = join(folder, 'files');
    return readdirSync(files, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.\w+$/.test(name) && name !== MANIFEST)
      .filter((name) => isForeign(name, ours, () => readFileSync(join(files, name), 'utf8')))
      .sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isForeign(name: string, ours: readonly string[], read: () => string): boolean {
  if (!ours.includes(name)) return true;
  const text = name === 'Code.js' ? read() : '';
  return !NEW_SCRIPT.test(text) && !OURS.test(text);
}
