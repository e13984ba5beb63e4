// The lines of the log: what jobs did to each code, as cells that people read, and read back from cells that people may have changed.
import { asText, splitTags } from './cells';

/** What was done to a code, in the words of the column Action. */
export const LOG_ACTIONS = [
  'Create',
  'Use existing',
  'Change destination',
  'Change tags',
  'Rename',
  'Pause',
  'Activate',
  'Delete',
  'Import',
  'Switch',
] as const;
export type LogAction = (typeof LOG_ACTIONS)[number];

/** One thing done to one code. */
export interface LogLine {
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
}

/** A line as it stands in the log. `row` is its 0-based row, good until lines are trimmed or somebody sorts. */
export interface ReadLine extends LogLine {
  row: number;
}

/** The change is noted and may have left; its answer is not known. */
export const SENT = 'sent';
export const DONE = 'done';

/** The name of the log's sheet; where a user's own sheet has it, a number follows. */
export const LOG_NAME = 'Qrius log';
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
];
/** The 0-based column of the results. */
export const RESULT_COLUMN = LOG_HEADER.indexOf('Result');

/** Whether a sheet is a log of ours: its first row begins with our headers. */
export function isLog(grid: readonly (readonly string[])[]): boolean {
  return LOG_HEADER.every((header, column) => grid[0]?.[column] === header);
}

/** Longest text that goes into a cell, with the apostrophe that `asText` may add (50,000: apps-script.md, section 1). */
const LONGEST_TEXT = 49_999;

/** The cells of a line, in the order of the headers, as they are written. */
export function cellsOf(line: LogLine): string[] {
  const { when, who, action, id, name, tags, before, after, result, job } = line;
  return [timeText(when), who, action, id, name, tags.join(', '), before, after, result, job].map((text) =>
    asText(text.slice(0, LONGEST_TEXT)),
  );
}

/** The cells of a line that tells of no code, but of a run that failed. */
export const wordCells = (who: string, sentence: string, when: number): string[] =>
  [timeText(when), who, 'Schedule', '', '', '', '', '', sentence, ''].map((text) => asText(text));

/**
 * Reads the lines of a log. Rows that people wrote, or changed so that they make no line, are left out.
 * @param grid display values of the sheet from its first cell; nothing is read from a sheet that is no log.
 */
export function readLog(grid: readonly (readonly string[])[]): ReadLine[] {
  if (!isLog(grid)) return [];
  return grid.flatMap((cells, row) => {
    const [when, who, words, id, name, tags, before, after, result, job] = LOG_HEADER.map((_, column) =>
      (cells[column] ?? '').trim(),
    ) as [string, string, string, string, string, string, string, string, string, string];
    const at = readTime(when);
    const action = LOG_ACTIONS.find((known) => known === words);
    if (at === null || !action || id === '' || result === '' || job === '') return [];
    return [{ when: at, who, action, id, name, tags: splitTags(tags), before, after, result, job, row }];
  });
}

/** What Qrius was told last of a code, as far as the log knows it. */
export interface Base {
  name?: string;
  destination?: string;
  tags?: string[];
}

/** What was last sent and done for each ID; a code that was deleted has nothing. Lines may be in any order. */
export function baseOf(lines: readonly LogLine[]): Map<string, Base> {
  const bases = new Map<string, Base>();
  for (const line of inTime(lines.filter(({ result }) => result === DONE))) {
    if (line.action === 'Delete') bases.delete(line.id);
    else bases.set(line.id, { ...bases.get(line.id), ...told(line) });
  }
  return bases;
}

function told({ action, name, tags, after }: LogLine): Base {
  switch (action) {
    case 'Create':
    case 'Use existing':
    case 'Import':
      return { name, tags, destination: after };
    case 'Change destination':
    case 'Switch':
      return { destination: after };
    case 'Change tags':
      return { tags: splitTags(after) };
    case 'Rename':
      return { name: after };
    default:
      return {};
  }
}

/** The newest job that did anything, with all its lines from the oldest to the newest; null where the log tells of none. */
export function lastJob<Line extends LogLine>(lines: readonly Line[]): { job: string; lines: Line[] } | null {
  const ordered = inTime(lines);
  const last = ordered.filter(({ result }) => result === DONE).pop();
  return last ? { job: last.job, lines: ordered.filter(({ job }) => job === last.job) } : null;
}

/** Lines of one second stay in the order in which they stand. */
const inTime = <Line extends LogLine>(lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => a.when - b.when);

/**
 * `2027-01-04 09:00:26 UTC`. Text, in one zone: a date cell would be shown, and read back, by the locale and the zone of the
 * spreadsheet, which a user may change. Sorted as text it is in the order of time.
 */
function timeText(when: number): string {
  return `${new Date(when).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function readTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/.test(text)) return null;
  const when = Date.parse(text.replace(' ', 'T').replace(' UTC', 'Z'));
  return Number.isNaN(when) || timeText(when) !== text ? null : when;
}
