// One run of the sweep: a small sheet, one disturbance at one service call, and a user who carries on until the job has ended.
import type { FaultAction } from '../../sim/apps-script/faults';
import type { World } from '../../sim/apps-script/world';
import type { Fault as ApiFault } from '../../sim/qrius/faults';
import { addAccount } from '../../sim/qrius/state';
import { builtCode, click, connect, type Trial, trial, WHOLE } from '../../sim/trial';

/** Windows of ten requests, and so batches of five: a dozen rows take several chunks, and a wait between them. */
const QRIUS = { plan: 'BUSINESS' as const, requestsPerMinute: 10, rateHeaders: true };
/** IDs of rows that had their code before. */
export const isOld = (id: string): boolean => id.startsWith('qr_old');

const HEADERS = ['Name', 'URL', 'Slug', 'Tags', 'QR ID', 'Short URL', 'QR code image', 'Status'];
const talk = (n: number): string[] => {
  const number = String(n).padStart(2, '0');
  return [
    `Talk ${number}`,
    `https://example.com/${number}`,
    n <= 6 ? `s${number}` : '',
    'a, b',
    '',
    '',
    '',
    '',
  ];
};
const old = (n: number): string[] => {
  const image = `=IMAGE("https://api.qrius.io/images/qr_old_${n}.svg")`;
  return [
    `Old ${n}`,
    `https://example.com/old-${n}`,
    `old-${n}`,
    '',
    `qr_old_${n}`,
    `https://qrius.io/old-${n}`,
    image,
    'Created',
  ];
};

/** Rows of every kind, the new ones scattered among old ones: with and without a slug, one slug taken, one unfit, two alike but for their slug. */
export const ROWS: string[][] = [
  HEADERS,
  ...[1, 2, 3].map(talk),
  old(1),
  ...[4, 5].map(talk),
  old(2),
  ...[6, 7].map(talk),
  old(3),
  ...[8, 9, 10].map(talk),
  ['Twin', 'https://example.com/twin', 'twin-a', '', '', '', '', ''],
  old(4),
  ['Twin', 'https://example.com/twin', 'twin-b', '', '', '', '', ''],
  ['Unfit', 'ftp://example.com/unfit', '', '', '', '', '', ''],
];

export interface Ended extends Trial {
  /** The sheet as it was right before the user's own edit, if there was one. */
  before: string[][];
  clicks: number;
  record: { phase: string; ending: string | null; counts: Record<string, number> };
}

/** Nobody needs more clicks than this to get a job of a dozen rows to its end. */
const MOST_CLICKS = 10;
/** Longer than a lease, which ends with Google's six minutes. */
const AFTER_LEASE_MS = 7 * 60_000;

export const COLLEAGUE = 'colleague';

/** A fresh sheet, a user and a colleague, each with a key of an account of their own. */
export function begin(code: string = builtCode(), apiFaults: ApiFault[] = []): Trial {
  const users = ['owner', COLLEAGUE].map((id) => ({ id, email: `${id}@example.com` }));
  const document = { sheets: [{ name: 'Sheet1', rows: ROWS, maxRows: 40, maxColumns: 10 }] };
  const made = trial(ROWS, { ...QRIUS, takenSlugs: ['s04'] }, { code, document, users });
  const colleague = made.world.asUser(COLLEAGUE);
  colleague.open();
  connect(colleague, made.qrius, addAccount(made.qrius, 'BUSINESS').key);
  made.qrius.faults.push(...structuredClone(apiFaults));
  return made;
}

/** What a range covers is settled when it is made: an edit between that and its reading matters. */
const EXTENTS = ['Sheet.getDataRange'];

/**
 * The numbers of the service calls of an undisturbed run, with their names: all that reach a service. Making a handle, and
 * asking one that holds its answer, reaches none; whether each of many rows is hidden is asked in a row, and of these
 * calls the first and the last stand for all.
 */
export function undisturbed(code?: string): Array<{ k: number; name: string }> {
  const { world } = begin(code);
  click(world, WHOLE);
  const calls = (world.history[world.history.length - 1]?.calls ?? []).filter(
    ({ name, trip }) => trip || EXTENTS.includes(name),
  );
  return calls.filter(
    ({ name }, index) => name !== calls[index - 1]?.name || name !== calls[index + 1]?.name,
  );
}

/**
 * Runs the job with one disturbance.
 * @param what a fault of the world, or an edit of the sheet by the user.
 */
export function disturbed(
  code: string,
  at: { k: number; when: 'before' | 'after' } | null,
  what: FaultAction | { kind: 'edit'; edit: (world: World) => void },
  apiFaults: ApiFault[] = [],
): Ended {
  const made = begin(code, apiFaults);
  let before: string[][] = [];
  const action: FaultAction =
    what.kind === 'edit'
      ? {
          kind: 'act',
          act: (world) => {
            before = world.table();
            what.edit(world);
          },
        }
      : what;
  if (at)
    made.world.faults.push({
      at: { k: at.k },
      execution: made.world.state.executions + 1,
      when: at.when,
      do: action,
    });
  let clicks = 0;
  do {
    clicks += 1;
    carryOn(made.world);
  } while (clicks < MOST_CLICKS && !hasEnded(made.world));
  if (made.world.faults.length > 0)
    throw new Error(`Nothing came to call ${at?.k}: the disturbance never happened.`);
  return { ...made, before, clicks, record: recordOf(made.world) };
}

/** As a user would: chooses the menu item; where no dialog came up, or it said to wait, waits. */
function carryOn(world: World): void {
  const said = click(world, WHOLE).join(' ');
  const outcome = world.history[world.history.length - 1]?.outcome;
  if (outcome !== 'returned' || /Try again in/.test(said)) world.advance(AFTER_LEASE_MS);
  else if (!hasEnded(world)) world.advance(60_000);
}

function hasEnded(world: World): boolean {
  return world.history[world.history.length - 1]?.outcome === 'returned' && recordOf(world).phase === 'ended';
}

export function recordOf(world: World): Ended['record'] {
  const text = world.state.properties.document['qrius.job'];
  return text === undefined ? { phase: 'none', ending: null, counts: {} } : JSON.parse(text);
}
