// Builds the add-on and puts it into a Google sheet: a new one at first, the same one from then on.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, distFolder } from './build';
import { readClasp } from './deploy/clasp';
import { createScript } from './deploy/create';
import { foreignFiles } from './deploy/foreign';
import { readOptions } from './deploy/options';
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
function newScript(settings: string, sheet: string | null): ScriptIds {
  const created = createScript(sheetTitle, sheet);
  tell(
    sheet === null
      ? `Created the sheet "${sheetTitle}" with the script ${created.scriptId}.`
      : `Created the script ${created.scriptId} for your sheet.`,
  );
  // By renaming, so that the file is never half-written.
  writeFileSync(`${settingsFile}.new`, withIds(settings, created));
  renameSync(`${settingsFile}.new`, settingsFile);
  return created;
}

/** A push replaces every file of the script: those of somebody else are not touched without a word. */
function refuseForeign({ scriptId }: ScriptIds): void {
  const foreign = foreignFiles(scriptId, readdirSync(distFolder));
  if (foreign.length === 0) return;
  throw new Error(
    `The script holds files that aren’t part of this add-on: ${foreign.join(', ')}. A push would delete them, so nothing was pushed. ` +
      `Use --sheet with the address of the sheet to give it a script of its own, or --replace if you no longer need these files.`,
  );
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
      : 'Next: open the sheet that the script belongs to (in the script editor: Overview, Container).',
  );
  tell(
    'Reload it if it is open. The Qrius menu appears after a few seconds. The first time, Google asks for permission.',
  );
}

const HELP = `Builds the add-on and pushes it to a Google sheet: a new one at first, the same one from then on.

Options:
  --sheet URL   the first time: the address of a sheet that you have already, which gets a script of its own
  --replace     replaces the files of the script, even those that aren't the add-on's
  --help, -h    prints this

With npm, put them after two dashes, as in: npm run deploy -- --replace
`;

function deploy(args: string[]): void {
  const { replace, sheet } = readOptions(args);
  const settings = readFileSync(settingsFile, 'utf8');
  const ids = readIds(settings);
  const isNew = ids.scriptId === placeholder;
  if (sheet !== null && !isNew && ids.parentId !== sheet)
    throw new Error(
      `.clasp.json has a script of another sheet already. Put "${placeholder}" in place of its scriptId first, then deploy again.`,
    );
  build();
  checkFiles();
  if (!isNew && !replace) refuseForeign(ids);
  push(isNew ? newScript(settings, sheet) : ids);
}

try {
  const args = process.argv.slice(2);
  if (args.some((arg) => arg === '--help' || arg === '-h')) process.stdout.write(HELP);
  else deploy(args);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
