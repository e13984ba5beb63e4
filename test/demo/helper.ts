// What the tests of the demo share: its run in this process, the program itself, and the truth that a result must tell.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, runDemo } from '../../playground/demo';
import type { Options } from '../../playground/options';
import type { Result } from '../../playground/result';
import { type Ended, ended, ROOT, startProgram } from '../support/program';

export const DEMO = 'playground/demo.ts';
/** A program that hangs is ended, so that its test fails with what it said so far. */
const LONGEST_MS = 100_000;

export const CONFERENCE = join(ROOT, 'examples', 'conference.csv');
export const CONGRESS = join(ROOT, 'examples', '31c3-sessions.csv');

/** The demo on the virtual clock, on the conference and without faults unless told otherwise. */
export function demo(
  options: Partial<Omit<Options, 'help'>> = {},
  bar?: Parameters<typeof runDemo>[1],
): Promise<Finished> {
  const usual: Omit<Options, 'help'> = {
    sheet: CONFERENCE,
    overrides: {},
    job: 'create',
    plan: 'PRO',
    clock: 'virtual',
    dialect: 'guide',
    rateHeaders: true,
    faults: null,
    json: true,
  };
  return runDemo({ ...usual, ...options }, bar);
}

/** Runs the demo as a program of its own, in a folder that is removed when it is over. */
export async function program(...args: string[]): Promise<Ended> {
  return withFolder((folder) => programIn(folder, args));
}

/** Runs the demo as a program of its own. @param folder its current folder. @param env what npm adds to its environment. */
export async function programIn(
  folder: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  const options = { cwd: folder, env: { ...process.env, ...env }, timeout: LONGEST_MS };
  return ended(await startProgram(DEMO, args, options));
}

/** Calls `use` with the path of a new folder, and removes the folder. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Calls `use` with the path of a file that holds `content`, and removes the file. */
export async function withFile<T>(content: string | Buffer, use: (path: string) => Promise<T>): Promise<T> {
  return withFolder((folder) => {
    const path = join(folder, 'sheet.csv');
    writeFileSync(path, content);
    return use(path);
  });
}

/**
 * Everything in a result that is not as it must be, a sentence each: a row without the code that was made for its own name and
 * address, a code that not exactly one row shows (or a report), a slug that is not the row's.
 */
export function untruths({ rows, account, reported }: Result): string[] {
  const wrongRows = rows.flatMap(({ row, name, destinationUrl, id, slug, shortUrl, status }) => {
    const code = account.find((candidate) => candidate.id === id);
    if (!code) return [`Row ${row} has no code: ${status}`];
    const same = code.name === name && code.destinationUrl === destinationUrl;
    if (!same) return [`Row ${row}, ${name}, shows the code of ${code.name}, ${code.destinationUrl}.`];
    return code.slug === slug && code.shortUrl === shortUrl ? [] : [`Row ${row} shows ${slug}, ${shortUrl}.`];
  });
  const wrongCodes = account.flatMap(({ id, name }) => {
    const places = rows.filter((row) => row.id === id).length + reported.filter((one) => one === id).length;
    return places === 1 ? [] : [`The code ${id} for ${name} stands in ${places} places.`];
  });
  return [...wrongRows, ...wrongCodes];
}
