// A job of each kind in one sheet, as a user begins it, and what it must leave. The rate limit makes most of them take several slices.

import { copyOf } from '../../sim/copy';
import { scansOf } from '../../sim/qrius/stats';
import { ask, change, get, type Hand } from '../../sim/sidebar';
import type { Trial } from '../../sim/trial';
import type { ChangeRequest } from '../../src/shared/contract/change';
import type { JobKindName, JobView } from '../../src/shared/contract/job';
import type { Result } from '../../src/shared/contract/methods';
import { AFTER_LEASE_MS, NEW, SCANS, SHEET, shownRows, wait } from '../support/desk';
import { CODED, demand, doubles, freshSheet, isCoded, isOwn } from './sheet';

/** The jobs of each kind. A new kind does not compile without one, and then without its line in `SPECIAL`. */
export const JOBS_OF = {
  create: ['create'],
  change: ['destination', 'changed', 'tags', 'delete', 'undo'],
  import: ['import'],
  refresh: ['refresh'],
} as const satisfies Record<JobKindName, readonly [string, ...string[]]>;
export type Kind = (typeof JOBS_OF)[JobKindName][number];

export interface Job {
  kind: Kind;
  /** The sheet right before the click, each time afresh. */
  set: () => Trial;
  begin: (hand: Hand) => Result<JobView> | null;
  /** Headers of the columns that it may write in rows that were there. */
  writes: readonly string[];
  /** A sentence for each row and code that is not as the job should leave it. @param since when it began. */
  wrong: (made: Trial, since: number) => string[];
}

const changing =
  (request: ChangeRequest) =>
  (hand: Hand): Result<JobView> | null => {
    const input = { request, scope: 'sheet', hidden: false } as const;
    const seen = ask(hand, 'previewChange', input);
    if (!seen?.ok) return seen;
    const { deletes, undone, differences, targetFingerprint } = seen.value;
    const choices = differences.map(({ id, field }) => ({ id, field, keep: 'mine' as const }));
    const named: ChangeRequest =
      request.kind === 'undo'
        ? { kind: 'undo', job: undone?.job ?? null }
        : request.kind === 'changed'
          ? { kind: 'changed', choices }
          : request;
    return ask(hand, 'changeCodes', { ...input, request: named, deletes, targetFingerprint });
  };

/** Two of the three requests of the window are used up: a job has to wait before it sends what changes anything. */
const spendRequests = ({ world }: Trial): void => void get(world, 'countImportable', null);

type Special = Omit<Job, 'kind' | 'set'> & { before?: (made: Trial) => void };

const SPECIAL: Record<Kind, Special> = {
  create: {
    begin: (hand) =>
      ask(hand, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: true, most: null }),
    writes: ['QR ID', 'Short URL', 'QR code image', 'Status', 'Slug'],
    wrong: (made) => demand(made, ({ Name }) => Name !== '', isOwn),
  },
  destination: {
    begin: changing({ kind: 'destination', url: NEW }),
    before: spendRequests,
    writes: ['URL', 'Status'],
    wrong: (made) =>
      demand(made, isCoded, (row, code) => [row.URL, code?.destinationUrl].join() === `${NEW},${NEW}`),
  },
  changed: {
    begin: changing({ kind: 'changed', choices: [] }),
    before: (made) => {
      for (let n = 1; n <= CODED; n += 1) made.world.user.setCell(SHEET, `B${n + 1}`, `${NEW}/${n}`);
    },
    writes: ['Status'],
    wrong: (made) =>
      demand(made, isCoded, (row, code) => row.URL?.startsWith(NEW) === true && isOwn(row, code)),
  },
  tags: {
    begin: changing({ kind: 'tags', action: 'add', tags: 'c' }),
    before: spendRequests,
    writes: ['Tags', 'Status'],
    wrong: (made) => demand(made, isCoded, (row, code) => row.Tags === 'a, c' && code?.tags.join() === 'a,c'),
  },
  delete: {
    begin: changing({ kind: 'delete' }),
    before: spendRequests,
    writes: ['QR ID', 'Short URL', 'QR code image', 'Status'],
    wrong: (made) => [
      ...demand(made, isCoded, (row) => `${row['QR ID']}${row['Short URL']}` === ''),
      ...Object.values(made.qrius.codes).flatMap(({ name }) => (name.startsWith('Coded') ? [name] : [])),
    ],
  },
  undo: {
    begin: changing({ kind: 'undo', job: null }),
    before: (made) => {
      change(made.world, { request: { kind: 'destination', url: NEW } }, wait(made));
      made.world.advance(60_000);
      spendRequests(made);
    },
    writes: ['URL', 'Status'],
    wrong: (made) =>
      demand(made, isCoded, (row, code) => row.URL?.startsWith(NEW) === false && isOwn(row, code)),
  },
  import: {
    begin: (hand) => ask(hand, 'importCodes', null),
    writes: [],
    wrong: (made) => {
      const shown = shownRows(made.world, SHEET).map((row) => row['QR ID']);
      const missing = Object.values(made.qrius.codes).filter(({ id }) => !shown.includes(id));
      return [
        ...missing.map(({ name }) => `${name} is in no row`),
        ...demand(made, (row) => row['QR ID'] !== '', isOwn),
      ];
    },
  },
  refresh: {
    begin: (hand) => ask(hand, 'refreshScans', { scope: 'sheet' }),
    before: (made) => {
      spendRequests(made);
      spendRequests(made);
    },
    writes: [...SCANS, 'Status'],
    wrong: (made, since) =>
      demand(made, isCoded, (row, code) => {
        if (!code) return false;
        const [least, most] = [since, made.world.now()].map((at) => scansOf(made.qrius, code, at));
        const scans = Number(row.Scans);
        return (
          row['Scans as of'] !== '' && scans >= (least?.totalScans ?? 0) && scans <= (most?.totalScans ?? 0)
        );
      }),
  },
};

export const KINDS = Object.keys(SPECIAL) as Kind[];
let prepared: Trial | null = null;

export function jobOf(kind: Kind): Job {
  prepared ??= freshSheet();
  const { before, wrong, ...special } = SPECIAL[kind];
  const made = copyOf(prepared);
  before?.(made);
  return {
    ...special,
    kind,
    set: () => copyOf(made),
    wrong: (after, since) => [...wrong(after, since), ...doubles(after)],
  };
}

/** Begins a job that is not over with its first slice. An import would be: it is cut off as soon as it writes. */
export function begun(job: Job, made: Trial): JobView {
  const cutOff = job.kind === 'import';
  if (cutOff)
    made.world.faults.push({
      at: { name: 'Range.setValues', nth: 1 },
      when: 'before',
      do: { kind: 'kill', pendingWrites: 'lost' },
    });
  const first = job.begin(made.world);
  if (cutOff) made.world.advance(AFTER_LEASE_MS);
  const view = first?.ok ? first.value : get(made.world, 'getJob', null);
  if (!view || view.phase === 'ended') throw new Error('The job has but one slice.');
  return view;
}
