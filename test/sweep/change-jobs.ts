// The jobs of the sweep that change codes: one sheet and account for all, what was done to them before, and what each job wants.

import { copyOf } from '../../sim/copy';
import { addCode } from '../../sim/qrius/codes';
import type { Code, State } from '../../sim/qrius/state';
import { ask, callOf, change, create, get } from '../../sim/sidebar';
import { builtCode, type Trial, trial } from '../../sim/trial';
import type { Transport } from '../../sim/wire';
import type { ChangeRequest } from '../../src/shared/contract/change';
import { LOG_NAME } from '../../src/table/log';
import { COLLEAGUE, colleague, NEW, SHEET, wait } from '../support/desk';
import type { SweepJob } from './run';

/** Windows of three requests: a job takes several slices. */
const QRIUS = { plan: 'BUSINESS' as const, requestsPerMinute: 3, rateHeaders: true };
/** What the row of the edit gets, see `change-edits.ts`. */
export const EDITED = 'https://example.com/edited';

const HEADERS = ['Name', 'URL', 'Slug', 'Tags', 'QR ID', 'Short URL', 'QR code image', 'Status'];
const row = (name: string, slug: string): string[] => [name, `https://example.com/${slug}`, slug, 'a, b'];
/** The slug tells rows apart. Rows 5 and 8 are filled in when the others have their codes. */
const ROWS = [
  HEADERS,
  row('Talk 1', 'r2'),
  row('Talk 2', 'r3'),
  row('Talk 3', 'r4'),
  ['', '', '', ''],
  row('Talk 4', 'r6'),
  row('Failing', 'r7'),
  ['', '', '', ''],
  row('Talk 5', 'r9'),
  row('Same', 'r10'),
  row('Gone', 'r11'),
  row('Talk 6', 'r12'),
];
/** Rows with content. */
export const ROW_COUNT = ROWS.length - 1;

export interface ChangeJob extends SweepJob {
  title: string;
  /** The sheet, the account and the number of lines in the log right before the click. */
  start: { table: string[][]; formulas: string[][]; codes: Record<string, Code>; log: number };
  /** What is to become of a code; null where it is to stay as it is. */
  wanted: (code: Code) => Partial<Code> | 'gone' | null;
  /** Rows that the counts of the job add up to. */
  rows: number;
}

interface Plan {
  title: string;
  request: ChangeRequest;
  /** What is done to sheet and account before. */
  before?: (made: Trial, id: (slug: string) => string) => void;
  wanted: (slug: string, code: Code) => Partial<Code> | 'gone' | null;
  rows?: number;
}

const type = ({ world }: Trial, cell: string, text: string) => world.user.setCell(SHEET, cell, text);
/** What is not to be touched in any job: it stands as wished, or Qrius does not have it. */
const stays = (slug: string) => slug === 'r10' || slug === 'r11' || slug === 'other';

export const PLANS: Record<string, Plan> = {
  destination: {
    title: 'one destination for all',
    request: { kind: 'destination', url: NEW },
    before: ({ qrius }, id) => Object.assign(qrius.codes[id('r10')] as Code, { destinationUrl: NEW }),
    wanted: (slug) => (stays(slug) ? null : { destinationUrl: NEW }),
  },
  column: {
    title: 'the destinations of the URL column',
    request: { kind: 'column' },
    before: (made) => {
      for (const cell of ['B2', 'B3', 'B4', 'B7', 'B8']) type(made, cell, NEW);
      type(made, 'B9', `${NEW}/9`);
    },
    wanted: (slug) =>
      ['r2', 'r3', 'r4', 'r7'].includes(slug)
        ? { destinationUrl: NEW }
        : slug === 'r9'
          ? { destinationUrl: `${NEW}/9` }
          : null,
  },
  changed: {
    title: 'changed rows',
    request: { kind: 'changed', choices: [] },
    before: (made, id) => {
      type(made, 'B2', `${NEW}/2`);
      type(made, 'D3', 'c');
      type(made, 'A4', 'Talk 3 again');
      type(made, 'A8', 'Talk 3 again');
      type(made, 'B7', NEW);
      // Changed at Qrius: taken over in row 9, and left alone in row 12.
      for (const slug of ['r9', 'r12'])
        Object.assign(made.qrius.codes[id(slug)] as Code, { destinationUrl: `${NEW}/there` });
    },
    wanted: (slug) =>
      ({
        r2: { destinationUrl: `${NEW}/2` },
        r3: { tags: ['c'] },
        r4: { name: 'Talk 3 again' },
        r7: { destinationUrl: NEW },
      })[slug] ?? null,
  },
  tags: {
    title: 'tags',
    request: { kind: 'tags', action: 'add', tags: 'c' },
    before: (made, id) => {
      Object.assign(made.qrius.codes[id('r10')] as Code, { tags: ['a', 'b', 'c'] });
      type(made, 'D10', 'a, b, c');
    },
    wanted: (slug) => (stays(slug) ? null : { tags: ['a', 'b', 'c'] }),
  },
  pause: {
    title: 'a pause',
    request: { kind: 'pause' },
    before: ({ qrius }, id) => Object.assign(qrius.codes[id('r10')] as Code, { paused: true }),
    wanted: (slug) => (stays(slug) ? null : { paused: true }),
  },
  delete: {
    title: 'a deletion',
    request: { kind: 'delete' },
    wanted: (slug) => (slug === 'other' ? null : 'gone'),
  },
  undoCreate: {
    title: 'an undo of a job that created',
    request: { kind: 'undo', job: null },
    before: ({ qrius }, id) =>
      Object.assign(qrius.codes[id('r10')] as Code, { paused: true, name: 'Renamed' }),
    wanted: (slug) => (stays(slug) ? null : 'gone'),
    rows: 10,
  },
  undoDestination: {
    title: 'an undo of a new destination',
    request: { kind: 'undo', job: null },
    before: (made, id) => {
      const order = { request: { kind: 'destination', url: NEW } } as const;
      change(made.world, order, wait(made));
      Object.assign(made.qrius.codes[id('r10')] as Code, { destinationUrl: `${NEW}/since` });
    },
    wanted: (slug) => (stays(slug) ? null : { destinationUrl: `https://example.com/${slug}` }),
    rows: 9,
  },
};

const known = new Map<string, Trial>();

/** A copy of its own of what `created` makes: that takes as long as ten runs. */
function createdOf(code: string): Trial {
  const made = known.get(code) ?? created(code);
  known.set(code, made);
  return copyOf(made);
}

/** The sheet with its codes, a row more of one of them, a row without a code, and a code that Qrius lost. */
function created(code: string): Trial {
  const users = ['owner', COLLEAGUE].map((id) => ({ id, email: `${id}@example.com` }));
  const document = { sheets: [{ name: SHEET, rows: ROWS, maxRows: 40, maxColumns: 10 }] };
  const made = trial(ROWS, QRIUS, { code, document, users });
  const [account] = made.qrius.accounts;
  colleague(made);
  create(made.world, 'sheet', {}, wait(made));
  const { world, qrius } = made;
  const twin = (world.table()[3] ?? []).slice(0, 6);
  const picture = world.formulas()[3]?.[6] ?? '';
  world.user.setCells(SHEET, 'A8', [[...twin.with(2, 'r8'), picture, 'Created']]);
  world.user.setCells(SHEET, 'A5', [row('No code', 'r5')]);
  const gone = Object.values(qrius.codes).find(({ slug }) => slug === 'r11') as Code;
  delete qrius.codes[gone.id];
  if (account) {
    account.codeIds = account.codeIds.filter((id) => id !== gone.id);
    addCode(
      qrius,
      account,
      { name: 'Other', destinationUrl: 'https://example.com/other', slug: 'other' },
      world.now(),
    );
  }
  return made;
}

/** Deletes the code of the row “Failing” behind the add-on's back, when it has looked and is about to change something. */
function losing(inner: Transport, state: State): Transport {
  return (requests, now) => {
    if (requests.some(({ method }) => method !== 'GET'))
      for (const { id, slug } of Object.values(state.codes))
        if (slug === 'r7') {
          delete state.codes[id];
          for (const account of state.accounts)
            account.codeIds = account.codeIds.filter((other) => other !== id);
        }
    return inner(requests, now);
  };
}

/** @param code another bundle than the built one. */
export function changeJob(name: string, code: string = builtCode()): ChangeJob {
  const { title, request: planned, before, wanted, rows = ROW_COUNT } = PLANS[name] as Plan;
  const made = createdOf(code);
  const idOf = (slug: string) =>
    Object.values(made.qrius.codes).find((candidate) => candidate.slug === slug)?.id ?? '';
  before?.(made, idOf);
  made.world.advance(60_000);
  const target = { scope: 'sheet', hidden: false } as const;
  const seen = get(copyOf(made).world, 'previewChange', { request: planned, ...target });
  const theirs = { id: idOf('r9'), field: 'destination', keep: 'theirs' } as const;
  const request: ChangeRequest =
    planned.kind === 'undo'
      ? { kind: 'undo', job: seen.undone?.job ?? null }
      : planned.kind === 'changed'
        ? { kind: 'changed', choices: [theirs] }
        : planned;
  const { codes } = structuredClone(made.qrius);
  return {
    title,
    ready: made,
    around: losing,
    call: callOf('changeCodes', {
      request,
      ...target,
      deletes: seen.deletes,
      targetFingerprint: seen.targetFingerprint,
    }),
    // A user who begins again looks first, and agrees to what is then to be deleted.
    continueJob: (hand, waiting) => {
      const again = ask(hand, 'previewChange', { request: request, ...target });
      return change(hand, { request, deletes: again?.ok ? again.value.deletes : null }, waiting);
    },
    start: {
      table: made.world.table(),
      formulas: made.world.formulas(),
      codes,
      log: made.world.table(LOG_NAME).length - 1,
    },
    wanted: (one) => wanted(one.slug, one),
    rows,
  };
}
