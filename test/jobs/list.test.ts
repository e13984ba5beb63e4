// Qrius refuses the list of codes, or answers it with something else: what is said fits what the user was doing, and the code says what went wrong.

import { addCode } from '../../sim/qrius/codes';
import type { FaultAction } from '../../sim/qrius/faults';
import type { Account } from '../../sim/qrius/state';
import { ask, type Course, change, drive } from '../../sim/sidebar';
import type { Trial } from '../../sim/trial';
import type { ErrorCode, ErrorInfo } from '../../src/shared/errors';
import { NEW, SHEET, shownRows, wait } from '../support/desk';
import { begun, jobOf } from './kinds';

/** The answer to every request for the list, and what the failure may be called. */
const ANSWERS: Array<{ title: string; what: FaultAction; codes: RegExp; words?: RegExp }> = [
  {
    title: '403',
    what: { kind: 'status', status: 403, message: 'Your key may not list codes.' },
    // Of what may be done, or of the plan: not of the key as such, and not of an answer that did not come.
    codes: /^(?!no-answer|key-refused|unexpected|bad-call|none)/,
    words: /permi|allow|plan|refus|may not/i,
  },
  { title: '401', what: { kind: 'status', status: 401 }, codes: /^key-refused$/, words: /key/ },
  { title: '429 for a short while', what: { kind: '429', retryAfter: 5 }, codes: /^no-answer$/ },
  {
    title: '429 for hours',
    what: { kind: '429', retryAfter: 7_200 },
    codes: /^no-answer$/,
    words: /minute|hour/,
  },
  { title: '500', what: { kind: 'status', status: 500 }, codes: /^no-answer$/ },
  { title: 'a gateway’s page', what: { kind: 'status', status: 502, html: true }, codes: /^no-answer$/ },
  {
    title: 'a page in place of an answer',
    what: { kind: 'status', status: 200, html: true },
    codes: /^no-answer$/,
  },
  {
    title: 'a firewall’s page',
    what: { kind: 'status', status: 403, html: true },
    codes: /^(no-answer|plan-limit)$/,
  },
  { title: 'half an answer', what: { kind: 'cutBody' }, codes: /^no-answer$/ },
];

/** More than any caller asks for before it gives up. */
const REQUESTS = 20;
const failing = ({ qrius }: Trial, what: FaultAction): void => {
  for (let nth = 1; nth <= REQUESTS; nth += 1)
    qrius.faults.push({ at: { nth, method: 'GET', path: '/qr' }, do: what });
};

/** Where a user meets the list. Gives why it could not be done; null where it was done without it. */
interface Caller {
  title: string;
  /** What the sentence must not speak of: what this user did not ask for. */
  never: RegExp;
  call: (made: Trial, what: FaultAction) => ErrorInfo | null;
}

const MAKING = /(made|created) again|(were|was) (made|created)|which codes/i;
const UNDOING = /undo|undone/i;
const create = jobOf('create');

const failureOf = ({ rest }: Course): ErrorInfo | null =>
  rest.kind === 'refused' ? rest.failure : rest.kind === 'rests' ? rest.view.failure : null;

const previewing =
  (request: { kind: 'pause' } | { kind: 'delete' } | { kind: 'column' } | { kind: 'undo'; job: null }) =>
  (made: Trial, what: FaultAction): ErrorInfo | null => {
    failing(made, what);
    const seen = ask(made.world, 'previewChange', { request: request, scope: 'sheet', hidden: false });
    return seen && !seen.ok ? seen.failure : null;
  };

const order = { scope: 'sheet', conflict: 'suffix', images: true, most: null } as const;

const CALLERS: Caller[] = [
  { title: 'the preview of a pause', never: MAKING, call: previewing({ kind: 'pause' }) },
  { title: 'the preview of a deletion', never: MAKING, call: previewing({ kind: 'delete' }) },
  { title: 'the preview of new destinations', never: MAKING, call: previewing({ kind: 'column' }) },
  {
    title: 'the preview of an undo',
    never: MAKING,
    call: (made, what) => {
      change(made.world, { request: { kind: 'destination', url: NEW } }, wait(made));
      made.world.advance(60_000);
      return previewing({ kind: 'undo', job: null })(made, what);
    },
  },
  {
    title: 'a change',
    never: MAKING,
    call: (made, what) => {
      failing(made, what);
      return failureOf(change(made.world, { request: { kind: 'pause' } }, wait(made)));
    },
  },
  {
    title: 'the count of codes that could be imported',
    never: MAKING,
    call: (made, what) => {
      failing(made, what);
      const seen = ask(made.world, 'countImportable', null);
      return seen && !seen.ok ? seen.failure : null;
    },
  },
  {
    title: 'an import',
    never: MAKING,
    call: (made, what) => {
      failing(made, what);
      return failureOf(drive(made.world, () => ask(made.world, 'importCodes', null), wait(made)));
    },
  },
  {
    title: 'an import that had begun',
    never: MAKING,
    call: (made, what) => {
      begun(jobOf('import'), made);
      failing(made, what);
      return failureOf(drive(made.world, () => ask(made.world, 'continueJob', null), wait(made)));
    },
  },
  {
    title: 'the look-up of requests without an answer',
    never: UNDOING,
    call: (made, what) => {
      made.qrius.faults.push({ at: { nth: 1, method: 'POST', path: '/qr' }, do: { kind: 'dropAfter' } });
      failing(made, what);
      return failureOf(drive(made.world, () => ask(made.world, 'createCodes', order), wait(made)));
    },
  },
  {
    title: 'a slug that may be the user’s own',
    never: UNDOING,
    call: (made, what) => {
      const account = made.qrius.accounts[0] as Account;
      addCode(made.qrius, account, { name: 'Before', destinationUrl: NEW, slug: 'own' }, made.world.now());
      made.world.user.setCell(SHEET, 'H6', 'own');
      failing(made, what);
      return failureOf(
        drive(made.world, () => ask(made.world, 'createCodes', { ...order, conflict: 'mine' }), wait(made)),
      );
    },
  },
];

describe.each(CALLERS)('$title', ({ never, call }) => {
  test.each(ANSWERS)('is told rightly where the list answers $title', ({ what, codes, words }) => {
    const made = create.set();
    const before = shownRows(made.world, SHEET).map(({ Name, Note }) => [Name, Note]);
    const failure = call(made, what);
    const { code, message } = failure ?? { code: 'none' as ErrorCode, message: '' };
    expect(code).toMatch(codes);
    expect(message).toMatch(words ?? /\w/);
    expect(message).not.toMatch(never);
    expect(shownRows(made.world, SHEET).map(({ Name, Note }) => [Name, Note])).toEqual(before);
  });
});

describe('the room that the plan has', () => {
  test.each(ANSWERS)('is unknown, or told rightly, where the list answers $title', ({ what, codes }) => {
    const made = create.set();
    failing(made, what);
    const checked = ask(made.world, 'checkRows', { scope: 'sheet' });
    if (checked?.ok) expect(checked.value).toMatchObject({ valid: 4, capacity: null });
    else expect(checked?.failure.code).toMatch(codes);
    const course = drive(made.world, () => ask(made.world, 'createCodes', order), wait(made));
    const failure = failureOf(course);
    if (failure) expect(failure.code).toMatch(codes);
    else expect(create.wrong(made, 0)).toEqual([]);
  });
});
