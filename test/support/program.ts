// Programs of this project as tests start them: in one file, since each start by tsx takes 0.6 s of processor time more.
import {
  type ChildProcessWithoutNullStreams,
  type SpawnOptionsWithoutStdio,
  spawn,
} from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { oneFileOf } from '../../sim/one-file';

export const ROOT = join(__dirname, '..', '..');

export interface Ended {
  code: number;
  out: string;
  err: string;
}

const files = new Map<string, Promise<string>>();

/** @param entry the program's path in the project. */
export async function startProgram(
  entry: string,
  args: string[],
  options: SpawnOptionsWithoutStdio = {},
): Promise<ChildProcessWithoutNullStreams> {
  const file = files.get(entry) ?? oneFileOf(join(ROOT, entry));
  files.set(entry, file);
  return spawn(process.execPath, [await file, ...args], options);
}

/** The same from its sources by tsx, as npm starts it. */
export const startSources = (entry: string, args: string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), join(ROOT, entry), ...args]);

/** What a program wrote until it ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: code as number, out, err };
}
