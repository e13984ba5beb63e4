// Runs the project's own clasp, without a terminal, and keeps what it prints.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { explain } from './failures';

/** What is left of a finished run. */
export interface ClaspRun {
  /** Exit code. Zero does not mean success: clasp gives it for a skipped push, too. */
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one clasp command in a folder that has a .clasp.json of its own; `args` begin with the command's name. */
export function runClasp(folder: string, args: string[]): ClaspRun {
  // Without --project clasp looks for settings in the folders above, and in the environment.
  const settings = ['--project', join(folder, '.clasp.json')];
  return spawnSync(process.execPath, [require.resolve('@google/clasp'), ...args, ...settings], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** As runClasp, for commands that answer in JSON. Throws a sentence where the command fails or answers in anything else. */
export function readClasp(folder: string, args: string[]): unknown {
  const { status, stdout, stderr } = runClasp(folder, [...args, '--json']);
  if (status !== 0) throw new Error(explain(String(args[0]), stderr));
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(explain(String(args[0]), stderr || stdout));
  }
}
