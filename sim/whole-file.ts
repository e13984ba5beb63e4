// Files that several processes and threads make for each other.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

/**
 * Writes a file, and its folder, in such a way that nobody ever reads half of it: under another name, and renamed. It is written
 * beside the folder: gas-local looks at each file of a folder that it loads, and fails where one goes meanwhile.
 */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = join(dirname(file), '..', `${basename(file)}.${process.pid}-${threadId}.draft`);
  writeFileSync(draft, text);
  renameSync(draft, file);
}
