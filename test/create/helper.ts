// What the suites of the create job share: a user at a sheet, what went over the wire, and what the user was told.
import { createWorld, type World, type WorldOptions } from '../../sim/apps-script/world';
import { createState, type State, type StateOptions } from '../../sim/qrius/state';
import { inProcess } from '../../sim/qrius/transport';
import { builtCode, connect, manifest, SET_KEY, WHOLE } from '../../sim/trial';
import type { Transport, WireRequest, WireResult } from '../../sim/wire';

const code = builtCode();
export const COLLEAGUE = 'colleague';

/** A user at a sheet. `batches`: what was in flight together, in the order in which it left. */
export interface Desk {
  world: World;
  qrius: State;
  batches: WireRequest[][];
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
    document: { sheets: [{ name: 'Sheet1', rows }] },
    transport: (requests, now) => {
      batches.push(requests);
      return carry(requests, now);
    },
    ...world,
  });
  made.open();
  return { world: made, qrius: state, batches };
}

/** The same a minute after the account's key was set; what that sent is forgotten. */
export function connected(rows: string[][], options: DeskOptions = {}): Desk {
  const made = desk(rows, options);
  connect(made.world, made.qrius);
  made.world.advance(60_000);
  made.qrius.log.length = 0;
  made.batches.length = 0;
  return made;
}

/** Rows with a name and a destination each, under a header. @param more cells that follow in each row. */
export function talks(count: number, headers: string[] = [], more: string[] = []): string[][] {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(3, '0'));
  return [
    ['Name', 'URL', ...headers],
    ...numbers.map((number) => [`Talk ${number}`, `https://example.com/${number}`, ...more]),
  ];
}

type Hand = Pick<World, 'answers' | 'clickMenu'>;

/** Chooses a menu item; gives the dialogs that came up. @param buttons what the user presses; OK after these. */
export function choose(
  { world }: Pick<Desk, 'world'>,
  label: string = WHOLE,
  buttons: Array<'YES' | 'NO'> = [],
  hand: Hand = world,
): string {
  const before = world.shown.length;
  const answers = [
    ...buttons.map((button) => ({ button })),
    { button: 'OK' } as const,
    { button: 'OK' } as const,
  ];
  hand.answers.splice(0, Number.POSITIVE_INFINITY, ...answers);
  hand.clickMenu(label);
  return dialogs(world, before).join('\n\n');
}

/** A job that has not ended after so many clicks never will. */
const MOST_CLICKS = 20;

/** Chooses the menu item again, a minute later, until nothing waits any more; gives what was said last. @throws Error where that never comes. */
export function finish(made: Desk, first: Array<'YES' | 'NO'> = []): string {
  let said = choose(made, WHOLE, first);
  for (let clicks = 1; counts(said)?.waiting !== 0; clicks += 1) {
    if (clicks === MOST_CLICKS) throw new Error(`The job does not end: ${said}`);
    made.world.advance(60_000);
    said = choose(made);
  }
  return said;
}

/** Types a key into the prompt. */
export function typeKey(
  { world }: Pick<Desk, 'world'>,
  text: string,
  button: 'OK' | 'CANCEL' | 'CLOSE' = 'OK',
): string {
  const before = world.shown.length;
  world.answers.splice(0, Number.POSITIVE_INFINITY, { button, text }, { button: 'OK' });
  world.clickMenu(SET_KEY);
  return world.shown
    .slice(before)
    .flatMap((shown) => (shown.kind === 'alert' ? [shown.message] : []))
    .join('\n\n');
}

/** Texts of the dialogs since then. */
function dialogs(world: World, since: number): string[] {
  return world.shown.slice(since).flatMap((shown) => (shown.kind === 'alert' ? [shown.message] : []));
}

export const toasts = (world: World): string[] =>
  world.shown.flatMap((shown) => (shown.kind === 'toast' ? [shown.message] : []));

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

/** A sentence for each row that does not show the one code that was made from it. */
export function wrongRows({ world, qrius }: Desk, sheet?: string): string[] {
  const rows = shownRows(world, sheet);
  const ids = rows.map((row) => row['QR ID'] ?? '');
  const unshown = Object.keys(qrius.codes).filter((id) => !ids.includes(id));
  return [
    ...unshown.map((id) => `No row shows ${id}.`),
    ...rows.flatMap((row, index) => {
      const made = qrius.codes[row['QR ID'] ?? ''];
      const own =
        made?.name === row.Name &&
        made?.destinationUrl === row.URL &&
        row['Short URL'] === `https://qrius.io/${made?.slug}` &&
        ids.indexOf(row['QR ID'] ?? '') === index;
      return own ? [] : [`${row.Name} shows “${row['QR ID']}”, “${row['Short URL']}”, “${row.Status}”.`];
    }),
  ];
}

/** Requests that asked for a code, as the service logged them. */
export const creates = ({ qrius }: Pick<Desk, 'qrius'>) =>
  qrius.log.filter(({ method, path }) => method === 'POST' && /^(\/api)?\/qr$/.test(path));

/** Bodies of the requests that asked for a code, in the order in which they left. */
export const bodies = ({ batches }: Pick<Desk, 'batches'>): Array<Record<string, unknown>> =>
  batches.flat().flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body)] : []));

type Answer = WireResult & { kind: 'answer' };

/** Changes what Qrius answers to requests of one method. */
export function rewriting(method: string, change: (answer: Answer, request: WireRequest) => WireResult) {
  return (inner: Transport): Transport =>
    (requests, now) =>
      inner(requests, now).map((result, index) => {
        const request = requests[index] as WireRequest;
        return request.method === method && result.kind === 'answer' ? change(result, request) : result;
      });
}

/** Refuses some of the creates, from 1, before Qrius sees them. @param refusal null for those that it is to see. */
export function refusing(
  refusal: (number: number, request: WireRequest) => { status: number; message: string } | null,
) {
  let number = 0;
  return (inner: Transport): Transport =>
    (requests, now) =>
      requests.flatMap((request): WireResult[] => {
        if (request.method === 'POST') number += 1;
        const refused = request.method === 'POST' ? refusal(number, request) : null;
        if (!refused) return inner([request], now);
        const body = JSON.stringify({
          statusCode: refused.status,
          error: 'Refused',
          message: refused.message,
        });
        return [{ kind: 'answer', status: refused.status, headers: [], body, ms: 100 }];
      });
}
