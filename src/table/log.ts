// The lines of the log: what jobs did to each code, as cells that people read, and read back from cells that people may have changed.
import { TEXTS, type Texts, textsBy } from '../shared/texts';
import { asText, joinTags, splitTags } from './cells';

/** What was done to a code, in the words of the column Action. */
export const LOG_ACTIONS = [
  'Create',
  'Use existing',
  'Change destination',
  'Change tags',
  'Rename',
  ...TEXTS.map((text) => `Change ${text}` as const),
  'Pause',
  'Activate',
  'Delete',
  'Import',
  'Switch',
] as const;
export type LogAction = (typeof LOG_ACTIONS)[number];

/** One thing done to one code. */
export interface LogLine extends Partial<Texts> {
  /** Epoch milliseconds; the log keeps whole seconds. */
  when: number;
  /** The name of the user whose job it was. */
  who: string;
  action: LogAction;
  /** The code's ID. */
  id: string;
  name: string;
  tags: string[];
  /** What stood there before and after, as text: of a new code the destination is `after`. */
  before: string;
  after: string;
  /** `SENT`, `DONE`, or a sentence that says why it was not done. */
  result: string;
  /** The ID of the job. */
  job: string;
  /** Shows that nobody changed the line but its result (`jobs/sealed-line.ts`); none in a log of an earlier version. It is in the column Job. */
  seal?: string;
}

/** A line as it stands in the log. `row` is its 0-based row, good until lines are trimmed or somebody sorts. */
export interface ReadLine extends Omit<LogLine, keyof Texts>, Texts {
  row: number;
  seal: string;
}

/** The change is noted and may have left; its answer is not known. */
export const SENT = 'sent';
export const DONE = 'done';
export const isOpen = ({ result }: Pick<LogLine, 'result'>): boolean => result === SENT;
export const isDone = ({ result }: Pick<LogLine, 'result'>): boolean => result === DONE;
export const wasDeleted = (line: Pick<LogLine, 'action' | 'result'>): boolean =>
  line.action === 'Delete' && isDone(line);
/** *Before* of a code whose answer was lost: it was created some time before its line was written. */
export const FOUND_LATER = '(found later)';
/** *Before* of a code whose ID was in a row before its import. */
export const ID_THERE = '(ID was there)';

/** The name of the log's sheet; where a user's own sheet has it, a number follows. */
export const LOG_NAME = 'Qrius log';
/** The columns of what a code had beside its name when it was created or imported; empty for other lines. */
const TEXT_HEADERS = textsBy((text) => text.charAt(0).toUpperCase() + text.slice(1));

export const LOG_HEADER: readonly string[] = [
  'When',
  'Who',
  'Action',
  'QR ID',
  'Name',
  'Tags',
  'Before',
  'After',
  'Result',
  'Job',
  ...TEXTS.map((text) => TEXT_HEADERS[text]),
];
/** Columns of the first version of the log: a sheet that has these is one. */
const FIRST_COLUMNS = 10;
/** The 0-based column of the results. */
export const RESULT_COLUMN = LOG_HEADER.indexOf('Result');

/** Whether a sheet is a log of the add-on: its first row begins with the log's headers. */
export function isLog(grid: readonly (readonly string[])[]): boolean {
  return LOG_HEADER.slice(0, FIRST_COLUMNS).every((header, column) => grid[0]?.[column] === header);
}

/** What may follow the ID of the job. */
const SEAL = / ([0-9a-z]{1,20}(?:-[0-9a-z]{7}){2}-[0-9a-z]{28})$/;

/** Longest text that goes into a cell, with the apostrophe that `asText` may add (50,000: docs/facts/apps-script.md#cell-text). */
export const MAX_TEXT = 49_999;

/** The cells of a line, in the order of the headers, as they are written. */
export function cellsOf(line: LogLine): string[] {
  const { when, who, action, id, name, tags, before, after, result, job, seal = '' } = line;
  const texts = [
    timeText(when),
    who,
    action,
    id,
    name,
    joinTags(tags),
    before,
    after,
    result,
    seal === '' ? job : `${job} ${seal}`,
    ...TEXTS.map((text) => line[text] ?? ''),
  ];
  return texts.map((text) => asText(text.slice(0, MAX_TEXT)));
}

/** The cells of a line about no code, but about a run that failed. */
export const noteCells = (who: string, sentence: string, when: number): string[] =>
  [timeText(when), who, 'Schedule', '', '', '', '', '', sentence, '', ...TEXTS.map(() => '')].map((text) =>
    asText(text),
  );

/**
 * Reads the lines of a log. Rows that people wrote, or changed so that they make no line, are skipped.
 * @param grid display values of the sheet from its first cell; nothing is read from a sheet that is no log.
 */
export function readLog(grid: readonly (readonly string[])[]): ReadLine[] {
  if (!isLog(grid)) return [];
  return grid.flatMap((cells, row) => {
    const read = (header: string) => (cells[LOG_HEADER.indexOf(header)] ?? '').trim();
    const when = readTime(read('When'));
    const action = LOG_ACTIONS.find((known) => known === read('Action'));
    const [id, result] = [read('QR ID'), read('Result')];
    const [, seal = ''] = SEAL.exec(read('Job')) ?? [];
    const job = seal === '' ? read('Job') : read('Job').slice(0, -seal.length - 1);
    if (when === null || !action || id === '' || result === '' || job === '') return [];
    return {
      when,
      who: read('Who'),
      action,
      id,
      name: read('Name'),
      tags: splitTags(read('Tags')),
      before: read('Before'),
      after: read('After'),
      result,
      job,
      ...textsBy((text) => read(TEXT_HEADERS[text])),
      seal,
      row,
    };
  });
}

/**
 * The newest job that did anything, with all its lines from the oldest to the newest; null where the log tells of none.
 * @param only the one that is meant; null for any.
 */
export function lastJob<Line extends LogLine>(
  lines: readonly Line[],
  only: string | null = null,
): { job: string; lines: Line[] } | null {
  const ordered = inTime(lines);
  const last = ordered.filter((line) => isDone(line) && (only === null || line.job === only)).pop();
  return last ? { job: last.job, lines: ordered.filter(({ job }) => job === last.job) } : null;
}

/** From the oldest to the newest, wherever the lines are in the log. Seals begin with the order of lines within a second. */
export const inTime = <Line extends LogLine>(lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => a.when - b.when || compared(a.seal ?? '', b.seal ?? ''));

/** Sorts texts. */
export const compared = (a: string, b: string): number => Number(a > b) - Number(a < b);

/**
 * `2027-01-04 09:00:26 UTC`. Text, in one zone: a date cell would be shown, and read back, by the locale and the zone of the
 * spreadsheet, which a user may change. Sorted as text it is in the order of time.
 */
export function timeText(when: number): string {
  return `${new Date(when).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function readTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/.test(text)) return null;
  const when = Date.parse(text.replace(' ', 'T').replace(' UTC', 'Z'));
  return Number.isNaN(when) || timeText(when) !== text ? null : when;
}
