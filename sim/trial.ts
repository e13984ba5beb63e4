// A sheet, the built add-on and a simulated Qrius in one process, as tests, benchmark and demo begin: a key is set, the rows are there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { createWorld, type World, type WorldOptions } from './apps-script/world';
import { createState, type State, type StateOptions } from './qrius/state';
import { inProcess } from './qrius/transport';

const root = join(__dirname, '..');
export const builtCode = (): string => readFileSync(join(root, 'dist', 'Code.js'), 'utf8');
export const manifest = () => JSON.parse(readFileSync(join(root, 'dist', 'appsscript.json'), 'utf8'));

export const SELECTED = 'Create QR codes for selected rows';
export const WHOLE = 'Create QR codes for the whole sheet';
export const SET_KEY = 'Set API key…';
export const STOP = 'Stop the running job';

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

/** Sets the account's key, as a user does. */
export function connect(
  session: Pick<World, 'answers' | 'clickMenu'>,
  state: State,
  key = state.accounts[0]?.key ?? '',
): void {
  session.answers.push({ button: 'OK', text: key }, { button: 'OK' });
  session.clickMenu(SET_KEY);
}

/** Chooses a menu item and closes the dialog at its end; gives the texts of what was shown. */
export function click(session: World, label: string): string[] {
  const before = session.shown.length;
  session.answers.push({ button: 'OK' });
  session.clickMenu(label);
  return session.shown.slice(before).map((shown) => ('message' in shown ? String(shown.message) : ''));
}
