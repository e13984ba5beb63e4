// A sheet whose Name, URL and Tags are computed in every other row, and the changes that write into these columns.
import type { Code } from '../../../sim/qrius/state';
import { ask, change } from '../../../sim/sidebar';
import type { Trial } from '../../../sim/trial';
import type { ChangeRequest } from '../../../src/shared/contract/change';
import { AFTER_LEASE_MS, addCodes, connected, HOUR, NEW, SHEET, wait } from '../../support/desk';
import { setSchedule } from '../automation/helper';
import { isOver, rest, words } from '../rest';

const HEADERS = [
  ...['Key', 'Name', 'URL', 'Tags', 'QR ID', 'Short URL', 'Status', 'Next destination', 'Switch on', 'Base'],
];
const ROWS = 6;
export const [KEY, NAME, URL, TAGS, ID, STATUS, BASE] = [0, 1, 2, 3, 4, 6, 9] as const;
const page = (n: number) => `https://example.com/${n}`;

/** Every other row computes all three, each from its own row; the others hold what was typed. */
const isComputed = (n: number) => n % 2 === 1;
const cellsOf = (n: number): string[] =>
  isComputed(n)
    ? [`="Talk "&A${n + 1}`, `="https://example.com/"&J${n + 1}`, `="a, b"&J${n + 1}`]
    : [`Talk k${n}`, page(n), `a, b${n}`];

/** The sheet and the account, a minute after the key was set. */
export function computedSheet(): Trial {
  const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);
  const rows = numbers.map((n) => [`k${n}`, ...cellsOf(n), '', '', 'Created', '', '', String(n)]);
  const document = { sheets: [{ name: SHEET, rows: [HEADERS, ...rows], maxRows: 20 }] };
  const made = connected([], { qrius: { requestsPerMinute: 3 }, world: { document } });
  const fields = numbers.map((n) => ({ name: `Talk k${n}`, destinationUrl: page(n), tags: ['a', `b${n}`] }));
  addCodes(made, 'E2', fields);
  return made;
}

interface Change {
  title: string;
  before?: (made: Trial) => void;
  /** Runs it to its end; a text where it does not come to one. */
  run: (made: Trial) => string;
}

const asking =
  (request: ChangeRequest) =>
  (made: Trial): string => {
    const { world } = made;
    const input = { request, scope: 'sheet', hidden: false } as const;
    const seen =
      request.kind === 'changed' || request.kind === 'undo' ? ask(world, 'previewChange', input) : null;
    const { undone = null, differences = [], targetFingerprint = null } = seen?.ok ? seen.value : {};
    const choices = differences.map(({ id, field }) => ({ id, field, keep: 'theirs' as const }));
    const named: ChangeRequest =
      request.kind === 'changed'
        ? { kind: 'changed', choices }
        : request.kind === 'undo'
          ? { kind: 'undo', job: undone?.job ?? null }
          : request;
    const order = { ...input, request: named, deletes: null, targetFingerprint };
    const course = rest(made, () => ask(world, 'changeCodes', order));
    if (isOver(course)) return '';
    world.advance(AFTER_LEASE_MS);
    const again = rest(made, () => ask(world, 'continueJob', null));
    return isOver(again) ? '' : words(again);
  };

const codesOf = ({ qrius }: Trial): Code[] => Object.values(qrius.codes);

export const CHANGES: Change[] = [
  { title: 'one destination for all', run: asking({ kind: 'destination', url: NEW }) },
  { title: 'tags that are added', run: asking({ kind: 'tags', action: 'add', tags: 'c' }) },
  { title: 'tags that are set', run: asking({ kind: 'tags', action: 'set', tags: 'c, d' }) },
  {
    title: 'the destinations of the URL column',
    before: ({ world }) => {
      for (let n = 1; n <= ROWS; n += 1) world.user.setCell(SHEET, `J${n + 1}`, `1${n}`);
      for (const n of [2, 4, 6]) world.user.setCell(SHEET, `C${n + 1}`, `${NEW}/${n}`);
    },
    run: asking({ kind: 'column' }),
  },
  {
    title: 'changed rows, taken from Qrius',
    before: (made) => {
      for (const code of codesOf(made))
        Object.assign(code, { destinationUrl: `${NEW}/there`, name: 'There', tags: ['there'] });
    },
    run: asking({ kind: 'changed', choices: [] }),
  },
  {
    title: 'an undo of a new destination',
    before: (made) => {
      change(made.world, { request: { kind: 'destination', url: NEW } }, wait(made));
      made.world.advance(60_000);
    },
    run: asking({ kind: 'undo', job: null }),
  },
  {
    title: 'a switch by the schedule',
    before: (made) => {
      setSchedule(made.world, null, true);
      made.world.advance(60_000);
      for (let n = 1; n <= ROWS; n += 1)
        made.world.user.setCells(SHEET, `H${n + 1}`, [[`${NEW}/${n}`, '2027-01-04 09:30']]);
    },
    run: (made) => {
      made.world.advance(3 * HOUR);
      const job = ask(made.world, 'getJob', null);
      return job?.ok && job.value?.phase === 'ended' ? '' : 'the switch is not over';
    },
  },
];
