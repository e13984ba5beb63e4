// A user at a sheet with the built add-on, and an account at the simulated Qrius: how both are made, what the user does, and what can be read afterwards.
import type { ExecutionResult } from '../../sim/apps-script/execute';
import { createWorld, type World, type WorldOptions } from '../../sim/apps-script/world';
import { addCode } from '../../sim/qrius/codes';
import { type Account, type Code, createState, type StateOptions } from '../../sim/qrius/state';
import { inProcess } from '../../sim/qrius/transport';
import { ask, type Choices, create, type Hand, said } from '../../sim/sidebar';
import { builtCode, connect, manifest, type Trial } from '../../sim/trial';
import type { Transport, WireRequest } from '../../sim/wire';
import type { Scope } from '../../src/shared/contract/sheet';
import { LOG_NAME } from '../../src/table/log';

const code = builtCode();
export const SHEET = 'Sheet1';
export const COLLEAGUE = 'colleague';
export const NEW = 'https://example.com/new';
/** Headers of the columns that a refresh fills. */
export const SCANS = ['Scans', 'Unique scans', 'Last scan', 'Change since last refresh', 'Scans as of'];
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Longer than a lease, which ends with Google's six minutes. */
export const AFTER_LEASE_MS = 7 * MINUTE;
/** What Google says where a call fails for no reason. */
export const SHEETS_FAILED =
  'Service Spreadsheets failed while accessing document with id document-of-this-world.';

/** A user at a sheet. `batches`: what was in flight together, in the order in which it left. */
export interface Desk extends Trial {
  batches: WireRequest[][];
  /** What a user does while the job waits for the rate limit between two slices; done once. */
  meanwhile: (() => void) | null;
}

export interface DeskOptions {
  qrius?: StateOptions;
  world?: Partial<WorldOptions>;
  /** Stands between the add-on and the simulated Qrius. */
  around?: (inner: Transport) => Transport;
}

/** A sheet with the menu open, and no key set. @param rows header first, as a user would type them. */
export function desk(
  rows: string[][],
  { qrius = {}, world = {}, around = (inner) => inner }: DeskOptions = {},
): Desk {
  const state = createState({ plan: 'BUSINESS', rateHeaders: true, ...qrius });
  const batches: WireRequest[][] = [];
  const carry = around(inProcess(state));
  const made = createWorld({
    code,
    manifest: manifest(),
    users: ['owner', COLLEAGUE].map((id) => ({ id, email: `${id}@example.com` })),
    document: { sheets: [{ name: SHEET, rows }] },
    transport: (requests, now) => {
      batches.push(requests);
      return carry(requests, now);
    },
    ...world,
  });
  made.open();
  return { world: made, qrius: state, batches, meanwhile: null };
}

/** The same a minute after the account's key was set; what that sent is forgotten. */
export function connected(rows: string[][], options: DeskOptions = {}): Desk {
  const made = desk(rows, options);
  connect(made.world, made.qrius);
  made.world.advance(MINUTE);
  made.qrius.log.length = 0;
  made.batches.length = 0;
  return made;
}

/** A colleague in the same document, with a key; by default one of the same account. */
export function colleague({ world, qrius }: Trial, key?: string): ReturnType<World['asUser']> {
  const hand = world.asUser(COLLEAGUE);
  hand.open();
  connect(hand, qrius, key);
  return hand;
}

/** Rows with a name and a destination each, under a header. @param more cells that follow in each row. */
export function talks(count: number, headers: string[] = [], more: string[] = []): string[][] {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(3, '0'));
  return [
    ['Name', 'URL', ...headers],
    ...numbers.map((number) => [`Talk ${number}`, `https://example.com/${number}`, ...more]),
  ];
}

/** The code's ID and short URL. */
const idAndUrl = ({ id, slug }: Code): string[] => [id, `https://qrius.io/${slug}`];

/**
 * Codes that the account has already, one for each row from a cell on.
 * @param born when they were made.
 * @param cells what is typed into the row of a code, from the cell's column on.
 */
export function addCodes(
  { world, qrius }: Trial,
  cell: string,
  fields: Array<Parameters<typeof addCode>[2]>,
  { born = world.now(), cells = idAndUrl }: { born?: number; cells?: (code: Code) => string[] } = {},
): Code[] {
  const codes = fields.map((one) => addCode(qrius, qrius.accounts[0] as Account, one, born));
  if (codes.length > 0) world.user.setCells(SHEET, cell, codes.map(cells));
  return codes;
}

type Waiting = Pick<Desk, 'world'> & Partial<Pick<Desk, 'meanwhile'>>;

/** Lets time pass, as the page does while a job waits. */
export const wait =
  (made: Waiting) =>
  (ms: number): void => {
    const { meanwhile } = made;
    made.meanwhile = null;
    meanwhile?.();
    made.world.advance(ms);
  };

/** Lets hours pass; what the triggers ran meanwhile. */
export const hours = ({ world }: Pick<Desk, 'world'>, count: number): ExecutionResult[] =>
  world.advance(count * HOUR);

/** Creates codes from the sidebar until the job rests; gives what is then said. */
export const createCodes = (
  made: Waiting,
  scope: Scope = 'sheet',
  choices: Choices = {},
  hand: Hand = made.world,
): string => said(create(hand, scope, choices, wait(made)));

/** Stops the job; gives what is then said. */
export function stop({ world }: Pick<Desk, 'world'>, hand: Hand = world): string {
  const answer = ask(hand, 'stopJob', null);
  if (!answer) throw new Error('The call that stops was cut off.');
  return said({
    rest: answer.ok ? { kind: 'rests', view: answer.value } : { kind: 'refused', failure: answer.failure },
  });
}

/** The counts in the sentence at the end of a run; null where it has none. */
export function counts(said: string) {
  const found = /(\d+) created, (\d+) already there, (\d+) failed, (\d+) waiting, (\d+) left out/.exec(said);
  if (!found) return null;
  const [created, already, failed, waiting, left] = found.slice(1).map(Number);
  return { created, already, failed, waiting, left };
}

/** Rows of a sheet that hold anything, each by its headers. */
export function shownRows(world: World, sheet?: string, headerRow = 0): Array<Record<string, string>> {
  const table = world.table(sheet).slice(headerRow);
  const headers = table[0] ?? [];
  return table
    .slice(1)
    .filter((row) => row.some((text) => text !== ''))
    .map((row) => Object.fromEntries(headers.map((header, column) => [header, row[column] ?? ''])));
}

/** The log as people read it: each line by its headers. */
export const logLines = ({ world }: Pick<Desk, 'world'>): Array<Record<string, string>> =>
  world.state.document?.sheets.some(({ name }) => name === LOG_NAME) ? shownRows(world, LOG_NAME) : [];

/** Bodies of the requests that asked for a code, in the order in which they left. */
export const bodies = ({ batches }: Pick<Desk, 'batches'>): Array<Record<string, unknown>> =>
  batches.flat().flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body)] : []));
