// Makes a script bound to a sheet: a new one, or one that is there.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runClasp } from './clasp';
import { apiSwitchedOff, explain } from './failures';
import type { ScriptIds } from './settings';

/**
 * Makes a script of the given title, and returns its ID and that of its sheet. Throws a sentence where Google refuses.
 * @param sheet the ID of the sheet that gets it; null makes a new sheet of that title.
 * It is done in a folder of its own: clasp refuses to create where settings have a script ID, and it overwrites the
 * manifest and the settings of the folder in which it creates.
 */
export function createScript(title: string, sheet: string | null): Required<ScriptIds> {
  // clasp refuses to write to a folder that is reached through a symbolic link, as macOS's folder for temporary files is.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'new-sheet-')));
  try {
    writeFileSync(join(folder, '.clasp.json'), '{}');
    const parent = sheet === null ? ['--type', 'sheets'] : ['--parentId', sheet];
    const { stdout, stderr } = runClasp(folder, ['create-script', ...parent, '--title', title]);
    // The addresses are printed as soon as both are made. What clasp does after that may fail; it is not needed.
    const parentId = sheet ?? /\/open\?id=([\w-]+)/.exec(stdout)?.[1];
    const scriptId = /\/d\/([\w-]+)\/edit/.exec(stdout)?.[1];
    if (parentId && scriptId) return { scriptId, parentId };
    const sentence = explain('create-script', stderr || stdout);
    // Google makes the sheet through another API, before it looks at this one.
    throw new Error(
      sheet === null && apiSwitchedOff.test(stderr)
        ? `${sentence} The empty sheet "${title}" in your Drive is left from this try; delete it.`
        : sentence,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
