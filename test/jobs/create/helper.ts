// What the suites of the create job share: a user at a sheet, what went over the wire, and what the user was told.

import { createWorld, type World, type WorldOptions } from '../../../sim/apps-script/world';
import { createState, type State, type StateOptions } from '../../../sim/qrius/state';
import { inProcess } from '../../../sim/qrius/transport';
import { ask, type Choices, create, type Hand, said } from '../../../sim/sidebar';
import { builtCode, connect, manifest } from '../../../sim/trial';
import type { Transport, WireRequest, WireResult } from '../../../sim/wire';
import type { Scope } from '../../../src/shared/contract';

const code = builtCode();
export const COLLEAGUE = 'colleague';

/** A user at a sheet. `batches`: what was in flight together, in the order in which it left. */
export interface Desk {
  world: World;
  qrius: State;
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
    document: { sheets: [{ name: 'Sheet1', rows }] },
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

/** Creates codes from the sidebar until the job rests; gives what is then said. */
export function choose(
  made: Pick<Desk, 'world'> & Partial<Pick<Desk, 'meanwhile'>>,
  scope: Scope = 'sheet',
  choices: Choices = {},
  hand: Hand = made.world,
): string {
  const wait = (ms: number) => {
    const { meanwhile } = made;
    made.meanwhile = null;
    meanwhile?.();
    made.world.advance(ms);
  };
  return said(create(hand, scope, choices, wait));
}

/** Stops the job; gives what is then said. */
export function stop({ world }: Pick<Desk, 'world'>, hand: Hand = world): string {
  const answer = ask(hand, 'stopJob', null);
  if (!answer) throw new Error('The call that stops was cut off.');
  return said({
    rest: answer.ok ? { kind: 'rests', view: answer.value } : { kind: 'refused', failure: answer.failure },
  });
}

/** Gives a key to the add-on; what is said where it is not taken, else an empty text. */
export function typeKey({ world }: Pick<Desk, 'world'>, key: string): string {
  const answer = ask(world, 'connect', { key, name: 'Ada' });
  return answer?.ok ? '' : (answer?.failure.message ?? 'No answer.');
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
