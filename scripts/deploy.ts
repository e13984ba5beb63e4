// Builds the add-on and puts it into a Google sheet: a new one at first, the same one from then on.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, distFolder } from './build';
import { readClasp } from './deploy/clasp';
import { createSheet } from './deploy/create';
import { placeholder, readIds, type ScriptIds, withIds } from './deploy/settings';

const root = join(__dirname, '..');
const settingsFile = join(root, '.clasp.json');
const sheetTitle = 'Qrius for Sheets';

const sheetAddress = (id: string) => `https://docs.google.com/spreadsheets/d/${id}/edit`;
const scriptAddress = (id: string) => `https://script.google.com/d/${id}/edit`;

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Whether a list of paths that clasp gave names the files of dist, each once and nothing else. */
function isDist(paths: string[]): boolean {
  const inDist = readdirSync(distFolder).map((name) => join(basename(distFolder), name));
  return paths.length === inDist.length && inDist.every((path) => paths.includes(path));
}

/** A missing dist, an ignore file or another rootDir make clasp push something else, without a word. */
function checkFiles(): void {
  const { filesToPush } = readClasp(root, ['show-file-status']) as { filesToPush: string[] };
  if (!isDist(filesToPush)) {
    throw new Error(
      `clasp would not push exactly the files of dist but: ${filesToPush.join(', ') || 'nothing'}. Look at rootDir in .clasp.json and at .claspignore.`,
    );
  }
}

/** Makes the script, and writes its ID down before anything else can fail: the next run then pushes to it. */
function createScript(settings: string): ScriptIds {
  const created = createSheet(sheetTitle);
  tell(`Made the sheet "${sheetTitle}" with the script ${created.scriptId}.`);
  // By renaming, so that the file is never half-written.
  writeFileSync(`${settingsFile}.new`, withIds(settings, created));
  renameSync(`${settingsFile}.new`, settingsFile);
  return created;
}

/** Pushes dist. Without --force clasp skips a push with a changed manifest, and exits as if all were well. */
function push({ scriptId, parentId }: ScriptIds): void {
  const pushed = readClasp(root, ['push', '--force']) as string[];
  if (pushed.length > 0 && !isDist(pushed)) {
    throw new Error(`clasp pushed something else than the files of dist: ${pushed.join(', ')}.`);
  }
  tell(
    pushed.length > 0
      ? `Pushed ${pushed.length} files to ${scriptAddress(scriptId)}`
      : 'Nothing to push: the script has these files already.',
  );
  tell(
    parentId
      ? `Next: open ${sheetAddress(parentId)}`
      : 'Next: open the sheet to which the script is bound (in the script editor: Overview, Container).',
  );
  tell(
    'Reload it if it is open. After some seconds the menu Qrius appears; at its first use Google asks for permission.',
  );
}

try {
  const settings = readFileSync(settingsFile, 'utf8');
  const ids = readIds(settings);
  build();
  checkFiles();
  push(ids.scriptId === placeholder ? createScript(settings) : ids);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
