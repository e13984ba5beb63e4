// Files that several processes and threads make for each other.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { threadId } from 'node:worker_threads';

/** Writes a file, and its folder, in such a way that nobody ever reads half of it: under another name, and renamed. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}-${threadId}.draft`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
