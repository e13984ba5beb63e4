// A sheet, the built add-on and a simulated Qrius in one process, as tests, benchmark and demo begin: a key is set, the rows are there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { createWorld, type World, type WorldOptions } from './apps-script/world';
import { createState, type State, type StateOptions } from './qrius/state';
import { inProcess } from './qrius/transport';
import { get, type Hand } from './sidebar';

const root = join(__dirname, '..');

let built: string | undefined;
/** One text for all worlds of a process: what is known of a bundle is found by its text, and equal texts are compared letter by letter. */
export function builtCode(): string {
  built ??= readFileSync(join(root, 'dist', 'Code.js'), 'utf8');
  return built;
}

export const manifest = () => JSON.parse(readFileSync(join(root, 'dist', 'appsscript.json'), 'utf8'));

export interface Trial {
  world: World;
  qrius: State;
}

/** The rows of an example, header included. */
export function example(name: string): string[][] {
  return Papa.parse<string[]>(readFileSync(join(root, 'examples', name), 'utf8'), { skipEmptyLines: true })
    .data;
}

/** @param rows header first, as a user would type them. */
export function trial(rows: string[][], qrius: StateOptions = {}, world: Partial<WorldOptions> = {}): Trial {
  const state = createState({ plan: 'PRO', ...qrius });
  const made = createWorld({
    code: builtCode(),
    manifest: manifest(),
    transport: inProcess(state),
    document: { sheets: [{ name: 'Sheet1', rows }] },
    ...world,
  });
  made.open();
  connect(made, state);
  return { world: made, qrius: state };
}

/** Sets the account's key, as a user does. @throws Error with the sentence where it is not taken. */
export function connect(hand: Hand, state: State, key = state.accounts[0]?.key ?? ''): void {
  get(hand, 'connect', { key, name: 'Ada' });
}
