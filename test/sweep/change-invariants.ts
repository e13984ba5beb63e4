// What must hold at the end of every run of a job that changes codes, whatever happened in it.
import type { Code } from '../../sim/qrius/state';
import { splitTags } from '../../src/table/cells';
import { DONE, LOG_NAME, type LogAction, readLog } from '../../src/table/log';
import type { ChangeJob } from './change-jobs';
import type { Ended } from './run';

const [NAME, URL, SLUG, TAGS, ID, SHORT_URL, IMAGE, STATUS] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** What a user's edit leaves to be expected. Rows by their slug. */
export interface Touched {
  /** What users wrote and what the add-on wrote belong to one another no more. */
  torn?: boolean;
  /** Rows that may have left the job, or came too late for it. */
  left?: readonly string[];
  /** Rows in which the user typed. */
  edited?: readonly string[];
  deleted?: string;
  /** A row that is there twice. */
  copied?: string;
}

/** @returns a sentence for each thing that does not hold; none is what every run must give. */
export function changeViolations(ended: Ended, job: ChangeJob, touched: Touched = {}): string[] {
  const { phase, lease } = ended.record;
  return [
    ...(phase === 'ended' && lease === null ? [] : [`the job has not ended but is ${phase}`]),
    ...accountFaults(ended, job, touched),
    ...(touched.torn ? wordFaults(ended) : rowFaults(ended, job, touched)),
    ...countFaults(ended, job, touched),
  ];
}

/** The code that is deleted behind the add-on's back. */
const isLost = ({ slug }: Code) => slug === 'r7';

/** Each code is as it was or as was wished; and the log has just what was changed. */
function accountFaults({ world, qrius }: Ended, { start, wanted }: ChangeJob, touched: Touched): string[] {
  const lines = readLog(world.table(LOG_NAME)).slice(start.log);
  const done = lines.filter(({ result }) => result === DONE);
  const faults = lines
    .filter(({ result }) => result === 'sent')
    .map(({ id }) => `the log leaves ${id} as sent`);
  for (const was of Object.values(start.codes)) {
    const is = qrius.codes[was.id];
    const own = done.filter(({ id }) => id === was.id);
    const where = `the code of ${was.slug}`;
    const deletes = wanted(was) === 'gone';
    if (isLost(was) && !deletes) {
      if (own.length > 0) faults.push(`${where} was deleted, and the log says ${own[0]?.action}`);
      continue;
    }
    if (!is && !deletes) faults.push(`${where} was deleted, and nobody asked for that`);
    if (is && !isAllowed(was, is, wanted(was), touched)) faults.push(`${where} is ${JSON.stringify(is)}`);
    const expected = stepsOf(was, is);
    const noted = own.map(({ action, before, after }) => `${action}: ${before} → ${after}`);
    if (JSON.stringify(noted.sort()) !== JSON.stringify(expected.sort()))
      faults.push(`${where} was changed by “${expected.join('; ')}”, the log says “${noted.join('; ')}”`);
  }
  for (const { id } of Object.values(qrius.codes)) if (!start.codes[id]) faults.push(`the code ${id} is new`);
  return faults;
}

function isAllowed(was: Code, is: Code, request: Partial<Code> | 'gone' | null, touched: Touched): boolean {
  const states = request === null || request === 'gone' ? [was] : [was, { ...was, ...request }];
  const typed = touched.torn || touched.edited?.includes(was.slug);
  return typed || states.some((state) => JSON.stringify(stepsOf(state, is)) === '[]');
}

/** What was done to a code, as the log says it. */
function stepsOf(was: Code, is: Code | undefined): string[] {
  if (!is) return [`Delete: ${was.destinationUrl} → `];
  const word = (paused: boolean) => (paused ? 'paused' : 'active');
  const steps: Array<[LogAction, string, string]> = [
    ['Change destination', was.destinationUrl, is.destinationUrl],
    ['Change tags', was.tags.join(', '), is.tags.join(', ')],
    ['Rename', was.name, is.name],
    [is.paused ? 'Pause' : 'Activate', word(was.paused), word(is.paused)],
  ];
  return steps.filter(([, a, b]) => a !== b).map(([action, a, b]) => `${action}: ${a} → ${b}`);
}

const rowsOf = ({ world }: Pick<Ended, 'world'>) =>
  world
    .table()
    .flatMap((cells, index) => (index > 0 && cells.some((text) => text !== '') ? [{ cells, index }] : []));

const isWaiting = (status: string) =>
  status.startsWith('Change queued') || status.startsWith('Stopped before');

function wordFaults(ended: Ended): string[] {
  return rowsOf(ended).flatMap(({ cells, index }) =>
    isWaiting(cells[STATUS] ?? '') ? [`row ${index + 1} is left as “${cells[STATUS]}”`] : [],
  );
}

/** Each row says what became of its code, and shows it; all other cells are as they were. */
function rowFaults(ended: Ended, job: ChangeJob, touched: Touched): string[] {
  const rows = rowsOf(ended);
  const slugs = rows.map(({ cells }) => cells[SLUG] ?? '');
  const known = job.start.table.slice(1);
  const missing = known.map((cells) => cells[SLUG] ?? '').filter((slug) => !slugs.includes(slug));
  const doubled = slugs.filter((slug, at) => slugs.indexOf(slug) !== at);
  return [
    ...missing.filter((slug) => slug !== touched.deleted).map((slug) => `the row of ${slug} is gone`),
    ...doubled.filter((slug) => slug !== touched.copied).map((slug) => `the row of ${slug} is there twice`),
    ...rows.flatMap(({ cells, index }) => {
      const at = job.start.table.findIndex((before) => before[SLUG] === cells[SLUG]);
      const before = job.start.table[at];
      if (!before) return [`row ${index + 1} is new: ${cells.join('|')}`];
      const pictures = [job.start.formulas[at]?.[IMAGE] ?? '', ended.world.formulas()[index]?.[IMAGE] ?? ''];
      return cellFaults(ended, job, touched, before, cells, pictures as [string, string]).map(
        (fault) => `row ${index + 1} (${cells[SLUG]}): ${fault}`,
      );
    }),
  ];
}

function cellFaults(
  { qrius }: Ended,
  { start, wanted }: ChangeJob,
  { edited = [], left = [], copied }: Touched,
  before: string[],
  cells: string[],
  [pictureBefore, picture]: [string, string],
): string[] {
  const [slug = '', status = '', id = ''] = [before[SLUG], cells[STATUS], before[ID]];
  const was = start.codes[id];
  const is = qrius.codes[id];
  const request = was ? wanted(was) : null;
  const faults: string[] = [];
  const mayLeave = left.includes(slug) || copied === slug;
  const deleted = status === 'Deleted' || (status === '' && mayLeave && request === 'gone' && !is);
  const sameOurs =
    [cells[ID], cells[SHORT_URL], picture].join('|') === [id, before[SHORT_URL], pictureBefore].join('|');
  if (deleted ? [cells[ID], cells[SHORT_URL], picture].join('') !== '' : !sameOurs)
    faults.push(`has the code ${cells[ID]}, ${cells[SHORT_URL]}, ${picture}, and says “${status}”`);
  if (isWaiting(status)) faults.push(`is left as “${status}”`);
  if (edited.includes(slug)) return faults;
  if (id === '' && cells.join('|') !== before.join('|')) faults.push(`was touched: ${cells.join('|')}`);

  const says = deleted || /(Changed|Restored): |^Paused|^Activated/.test(status);
  const taken = status === 'Taken from Qrius';
  const denied = status.startsWith('Not changed: ');
  const told = /cell (was edited since|has a formula)/.test(status);
  if (
    says &&
    was &&
    (is ? request === null || stepsOf({ ...was, ...(request as Partial<Code>) }, is).length > 0 : !deleted)
  )
    faults.push(`says “${status}”, and its code is ${JSON.stringify(is)}`);
  if (denied && was && !isLost(was) && (!is || stepsOf(was, is).length > 0))
    faults.push(`says “${status}”, and its code is ${JSON.stringify(is)}`);
  if (request !== null && !mayLeave && !(says || (was && isLost(was) && denied)))
    faults.push(`says “${status}”`);
  if (!was && id !== '' && !mayLeave && !denied && !says && status !== 'Created')
    faults.push(`says “${status}”`);

  const shown = [cells[NAME], cells[URL], splitTags(cells[TAGS] ?? '').join()];
  const stood = [before[NAME], before[URL], splitTags(before[TAGS] ?? '').join()];
  const holds = is && [is.name, is.destinationUrl, is.tags.join()].join('|');
  // Where nothing was asked of a row, or it left, it may show either.
  const allowed = (says || taken) && !deleted ? [holds] : [stood.join('|')];
  if (request === null || mayLeave) allowed.push(holds, stood.join('|'));
  if (!allowed.includes(shown.join('|')) && !told)
    faults.push(`shows ${shown.join('|')} in place of ${allowed.join(' or ')}, and says “${status}”`);
  return faults;
}

/** The counts that were told last add up to the rows that were asked for. */
function countFaults({ told }: Ended, { rows }: ChangeJob, { copied, deleted }: Touched): string[] {
  const pattern = /(\d+) \w+, (\d+) already there, (\d+) failed, (\d+) waiting, (\d+) left out/g;
  const counted = [...told.matchAll(pattern)].pop();
  if (!counted) return [];
  const sum = counted.slice(1).reduce((total, count) => total + Number(count), 0);
  if (sum === 0) return [];
  // Undone once more, two rows of one code count as one: what the first undo deleted is known by the log alone.
  const isAgain = counted[1] === '0' && sum === rows - 1;
  const adds = sum === rows || isAgain || (copied && sum === rows + 1) || (deleted && sum === rows - 1);
  const waits = counted[4] === '0' ? [] : [`rows wait at the end: ${counted[0]}`];
  return adds ? waits : [`the counts ${counted[0]} do not add up to ${rows} rows`];
}
