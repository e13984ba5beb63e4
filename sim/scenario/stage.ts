// What a scenario begins with: the document, the users with their keys, the service with its codes.
import Papa from 'papaparse';
import type { WorldOptions } from '../apps-script/setup';
import { createWorld, type World } from '../apps-script/world';
import { addCode } from '../qrius/codes';
import { addAccount, type Code, createState, type State } from '../qrius/state';
import { inProcess } from '../qrius/transport';
import { ask, get } from '../sidebar';
import { builtCode, manifest } from '../trial';
import type { Scenario, ScenarioService, ScenarioSheet, ScenarioUser, SeedCode } from './scenario';
import { newTape, type Tape, taped } from './tape';

export interface Stage {
  world: World;
  qrius: State;
  users: readonly [ScenarioUser, ...ScenarioUser[]];
  tape: Tape;
}

/** The user of a scenario that names none. */
export const ADA: ScenarioUser = { id: 'ada', email: 'ada@example.com', name: 'Ada' };
/** Codes that were there before are a day old. */
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2027, 0, 4, 9);

/** The rows of a sheet, however the file gives them. */
export function rowsOf({ csv, rows = [] }: ScenarioSheet): Array<Array<string | number | boolean>> {
  return csv === undefined ? rows : Papa.parse<string[]>(csv.replace(/\n$/, '')).data;
}

function seed(state: State, code: SeedCode, now: number): void {
  const account = state.accounts[code.account ?? 0];
  if (!account) throw new Error(`The service has no account ${code.account} for the code ${code.id}.`);
  const { account: _, ...fields } = code;
  const made = addCode(state, account, fields, now);
  delete state.codes[made.id];
  const known: Code = { ...made, ...fields };
  state.codes[known.id] = known;
  account.codeIds.splice(-1, 1, known.id);
  state.slugs[`/${known.slug}`] = known.id;
}

/** The service of a scenario. Throws an Error with a sentence where a code has no account. */
export function serviceOf(service: ScenarioService = {}, startMs = START_MS): State {
  const { accounts = ['PRO'], seed: number = 1, takenSlugs = [], config = {}, codes = [] } = service;
  const [plan = 'PRO', ...others] = accounts;
  const state = createState({ ...config, plan, seed: number, takenSlugs: [...takenSlugs] });
  for (const other of others) addAccount(state, other);
  for (const code of codes) seed(state, code, startMs - DAY_MS);
  return state;
}

/** The document of a scenario as options of a world. */
export function documentOf({ document }: Pick<Scenario, 'document'>): NonNullable<WorldOptions['document']> {
  return {
    ...document,
    sheets: document.sheets.map((sheet) => {
      const { csv: _, ...setup } = sheet;
      return { ...setup, rows: rowsOf(sheet) };
    }),
  };
}

/** The newest key of an account that may write; undefined where it has none. */
export function keyOf({ accounts, keys }: State, account: number): string | undefined {
  const id = accounts[account]?.id;
  return keys.findLast((one) => one.accountId === id && !one.readOnly && !one.revoked)?.key;
}

/** What the sidebar asks a user to wait where Qrius is too busy to look at a key. */
const BUSY_MS = 60_000;

/** Sets the key of an account for a user, as the sidebar does. Throws an Error where the add-on does not take it. */
export function connect({ world, qrius }: Stage, user: ScenarioUser, account = user.account ?? 0): void {
  const key = keyOf(qrius, account);
  if (key === undefined) throw new Error(`The account ${account} has no key.`);
  const input = { key, name: user.name ?? user.id };
  const answer = ask(world.asUser(user.id), 'connect', input);
  if (answer?.ok) return;
  if (answer?.failure.code === 'no-answer') world.advance(BUSY_MS);
  get(world.asUser(user.id), 'connect', input);
}

/**
 * Sets the stage: the document is open, and users have their keys.
 * @param code another bundle than the built one.
 */
export function setStage(scenario: Scenario, code = builtCode()): Stage {
  const [first = ADA, ...others] = scenario.users ?? [];
  const tape = newTape();
  const qrius = serviceOf(scenario.service, scenario.world?.startMs);
  const world = createWorld({
    ...scenario.world,
    code,
    manifest: manifest(),
    transport: taped(inProcess(qrius), qrius, tape),
    document: documentOf(scenario),
    users: [first, ...others].map(({ name: _, account: __, ...user }) => user),
  });
  const stage: Stage = { world, qrius, users: [first, ...others], tape };
  world.open();
  for (const user of stage.users) if (user.account !== null) connect(stage, user);
  tape.sent = [];
  return stage;
}
