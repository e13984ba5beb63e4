// One run of the sweep: a small sheet, one disturbance at one service call, and a user who carries on until the job has ended.
import type { FaultAction } from '../../sim/apps-script/faults';
import type { World } from '../../sim/apps-script/world';
import type { Fault as ApiFault } from '../../sim/qrius/faults';
import { addAccount } from '../../sim/qrius/state';
import { ask, type Course, create, drive, isBusy, said } from '../../sim/sidebar';
import { builtCode, connect, type Trial, trial } from '../../sim/trial';

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
  /** What the user was told. */
  told: string;
  record: {
    phase: string;
    ending: string | null;
    counts: Record<string, number>;
    lease: unknown;
  };
}

/** What the sidebar proposes for the whole sheet. */
export const START = { scope: 'sheet', conflict: 'suffix', images: true, beyondPlan: false } as const;
/** Nobody needs more attempts than this to get a job of a dozen rows to its end. */
const MOST_ATTEMPTS = 10;
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

/** One service call of a run: the k-th of the job's nth execution, both from 1. */
export interface Call {
  execution: number;
  k: number;
  name: string;
}

/**
 * The service calls of an undisturbed run, slice after slice: all that reach a service. Making a handle, and asking one
 * that holds its answer, reaches none; whether each of many rows is hidden is asked in a row, and of these calls the first
 * and the last stand for all.
 */
export function undisturbed(code?: string): Call[] {
  const { world } = begin(code);
  const before = world.history.length;
  begun(world);
  return world.history.slice(before).flatMap(({ calls }, execution) =>
    calls
      .filter(({ name, trip }) => trip || EXTENTS.includes(name))
      .filter(({ name }, index, all) => name !== all[index - 1]?.name || name !== all[index + 1]?.name)
      .map(({ k, name }) => ({ execution: execution + 1, k, name })),
  );
}

/** Where a disturbance strikes: see `Call`. */
export type Moment = Pick<Call, 'execution' | 'k'> & { when: 'before' | 'after' };

/**
 * Runs the job with one disturbance.
 * @param what a fault of the world, or an edit of the sheet by the user.
 */
export function disturbed(
  code: string,
  at: Moment | null,
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
      execution: made.world.state.executions + at.execution,
      when: at.when,
      do: action,
    });
  const told: Course[] = [begun(made.world)];
  while (told.length < MOST_ATTEMPTS && !hasEnded(made.world)) {
    const last = told[told.length - 1] as Course;
    const wait = (ms: number) => void made.world.advance(ms);
    wait(isBusy(last) ? AFTER_LEASE_MS : 60_000);
    const { rest } = last;
    // A colleague who was first brings their own job to its end.
    const hand = rest.kind === 'refused' && rest.failure.code === 'job-of-colleague' ? COLLEAGUE : 'owner';
    told.push(create(made.world.asUser(hand), 'sheet', {}, wait));
  }
  // What an execution noted that was cut off before it could say so.
  const last = ask(made.world, 'job', null);
  if (last?.ok && last.value) told.push({ rest: { kind: 'rests', view: last.value }, views: [last.value] });
  if (made.world.faults.length > 0)
    throw new Error(
      `Nothing came to call ${at?.k} of execution ${at?.execution}: the disturbance never happened.`,
    );
  return { ...made, before, told: told.map(said).join('\n'), record: recordOf(made.world) };
}

/** The first slices of a run: from the click to where the job rests. */
function begun(world: World): Course {
  return drive(
    world,
    () => ask(world, 'start', START),
    (ms) => void world.advance(ms),
  );
}

const hasEnded = (world: World): boolean =>
  recordOf(world).phase === 'ended' && recordOf(world).lease === null;

export function recordOf(world: World): Ended['record'] {
  const text = world.state.properties.document['qrius.job'];
  return text === undefined ? { phase: 'none', ending: null, counts: {}, lease: null } : JSON.parse(text);
}
