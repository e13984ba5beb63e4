// Importing codes of the account into a sheet: those that are in none of its rows go below its last one.
import type { Code } from '../../qrius/readings';
import { UserError } from '../../shared/errors';
import { object, type Parsed } from '../../shared/parse';
import { TEXTS, type Texts, textsBy } from '../../shared/texts';
import { byIdOf, idsOf, joinTags, range } from '../../table/cells';
import { textAt } from '../../table/columns';
import { imageFormula } from '../../table/images';
import { ID_THERE } from '../../table/log';
import { ROLE_NAMES } from '../../table/roles';
import { mergePatches, NO_CODE, type Patch, type Row } from '../../table/rows';
import { IMPORT_CUT, IMPORTED } from '../../table/status';
import { HEIGHT_PIXELS, rowHeight } from '../heights';
import type { JobKind, JobRequest, Plan, PlanContext, Run, Session } from '../kind';
import type { NewLine } from '../log';
import { CODE_COLUMNS } from '../table/columns';
import { commit } from '../table/commit';
import { spareFormulas } from '../table/formulas';
import { reload, type Table } from '../table/load';
import { afterCut } from './cut-off';
import { importFingerprint, type Missing, missingIn } from './missing';
import { displacedRows, firstFreeRow, overwrittenRows, type Sheet } from './rows-below';
import * as words from './words';

/** Rows that are written together. */
const CHUNK_ROWS = 1_000;
/** What an empty sheet gets, so that it has columns to import codes into. */
const FIRST_HEADERS = ['Name', 'URL', 'Slug', 'Tags'];

const importDetails = object({
  /** How high the rows of pictures are made. */
  rowHeight,
});
type ImportDetails = Parsed<typeof importDetails>;

export const importKind: JobKind = {
  name: 'import',
  reads: 'text',
  writesUserCells: true,
  logs: true,
  ...CODE_COLUMNS,
  details: importDetails,
  session: importSession,
};

/** @param counted the fingerprint of the count that the user saw; null where there was none. */
export const importRequest = (
  where: Pick<JobRequest, 'sheetId' | 'overrides'>,
  details: ImportDetails,
  counted: string | null,
): JobRequest => ({
  ...where,
  kind: 'import',
  details,
  plan: (context) => planImport(context, details, counted),
});

function planImport(
  { ports, client, table }: PlanContext,
  details: ImportDetails,
  counted: string | null,
): Plan | UserError {
  const missing = missingIn(client.allCodes(), table?.rows ?? []);
  const { codes, incomplete, there } = missing;
  if (counted !== null && counted !== importFingerprint(ports.store.me, missing))
    return new UserError('target-changed', words.countChanged);
  const count = codes.length + incomplete.length;
  if (count === 0) return new UserError('nothing-to-do', there === 0 ? words.noCodes : words.allThere);
  return {
    details,
    counts: { asked: count, already: there - incomplete.length, waiting: count },
    marks: new Map(),
    firstHeaders: FIRST_HEADERS,
  };
}

interface State {
  /** What is missing shows in the sheet: from here on the job continues wherever it is cut off. null before it was looked up. */
  missing: Missing | null;
  /** The chunk that was just written, and the sheet before it. */
  written: { codes: Code[]; before: Sheet; first: number; height: number } | null;
  stopped: boolean;
}

function importSession(run: Run): Session {
  const details = importDetails(run.job.details);
  const { isTorn } = run.job;
  const state: State = { missing: null, written: null, stopped: false };
  return {
    settle: (stopping) => {
      Object.assign(state, { written: null, stopped: stopping });
      if (!state.missing || stopping) return new Map();
      if (state.missing.incomplete.length > 0) return completeRows(run, state, state.missing);
      return addRows(run, state, state.missing, HEIGHT_PIXELS[details.rowHeight]);
    },
    confirm: () => takeBack(run, state),
    restore: () => takeBack(run, state),
    notes: () => {
      const { counts } = run.job;
      const left = state.missing ? state.missing.codes.length : counts.waiting;
      const done = Math.max(0, counts.asked - left);
      return { counts: { ...counts, done, waiting: state.stopped ? 0 : left }, details, orphans: [] };
    },
    // What a write that was cut off left is put right also where the user stops.
    isUnsure: () => state.missing === null && (isTorn || !state.stopped),
    resolve: () => {
      const account = run.client.allCodes();
      if (isTorn) {
        const added = new Set(run.log.lines().flatMap(({ id, before }) => (before === ID_THERE ? [] : [id])));
        commit(run.table, afterCut(run.table.rows, account, added));
      }
      state.missing = missingIn(account, run.table.rows);
    },
    progress: () => {
      const { codes, incomplete } = state.missing ?? { codes: [], incomplete: [] };
      return codes.length + incomplete.length > 0 ? 'writing' : 'done';
    },
    next: () => null,
    finish: () => new Map(),
  };
}

/** Rows that have an ID and hardly more get the rest of their code. */
function completeRows({ table, log }: Run, state: State, missing: Missing): Map<number, Patch> {
  const { incomplete } = missing;
  log.addOnce(incomplete.map(({ code }) => lineOf(code, ID_THERE)));
  state.missing = { ...missing, incomplete: [] };
  return new Map(incomplete.map(({ row, code }) => [row.index, blankCells(table, code, row)]));
}

/** The next chunk goes below the last row. */
function addRows({ table, log }: Run, state: State, missing: Missing, pixels: number): Map<number, Patch> {
  const codes = missing.codes.slice(0, CHUNK_ROWS);
  if (codes.length === 0) return new Map();
  const sheetOf = (): Sheet => ({ ...table, formulas: table.formulas ?? new Map() });
  const merged = mergedRows(table);
  const height = table.sheet.ensureRows(firstFreeRow(sheetOf(), merged) + codes.length);
  // By the rows that are added from here on shows what slid under the write.
  reload(table);
  const before = sheetOf();
  const first = firstFreeRow(before, merged);
  // Before anything is buffered: a refusal must not take other writes with it.
  if (pixels > 0) table.sheet.setHeights([{ row: first, count: codes.length }], pixels);
  log.addOnce(codes.map((code) => lineOf(code, '')));
  const blank = range(before.grid.length, first + codes.length - 1).map(() => []);
  table.grid = [...before.grid, ...blank];
  state.written = { codes, before, first, height };
  return new Map(
    codes.map((code, number) => {
      const index = first + number;
      return [index, spareFormulas(table, index, cellsOf(code))];
    }),
  );
}

/** Rows in which cells of our columns belong to merged ones. */
function mergedRows({ sheet, columns }: Table): Set<number> {
  const ours = Object.values(columns.at);
  return new Set(sheet.merged(ours).flatMap(({ row, column }) => (ours.includes(column) ? row : [])));
}

/** Restores the user's rows that the write overwrote because rows moved during it. The imported codes that they replace are added again. */
function takeBack({ table }: Run, state: State): Map<number, Patch> {
  const { written, missing } = state;
  if (!written || !missing) return new Map();
  const { codes, before, first, height } = written;
  const grown = table.sheet.height() - height;
  const write = { first, count: codes.length, roles: WRITTEN, ids: idsOf(codes) };
  const hit = overwrittenRows(before, table.grid, write, grown);
  const hitCodes = new Set([...hit.keys()].map((index) => table.rows.find((row) => row.index === index)?.id));
  const isShown = (id: string) => table.rows.some((row) => row.id === id);
  const again = hit.size > 0 ? codes.filter(({ id }) => hitCodes.has(id) || !isShown(id)) : [];
  state.missing = { ...missing, codes: [...again, ...missing.codes.slice(codes.length)] };
  const moved = hit.size > 0 ? hit : exchanged(displacedRows(before, table.grid, write), codes);
  return mergePatches(leftTwice(table.rows), moved);
}

/** Clears imported rows that hold only an ID while another row has the whole code: a partial write left them. */
function leftTwice(rows: readonly Row[]): Map<number, Patch> {
  const bare = rows.filter(({ empty, status }) => empty && status === IMPORTED);
  const whole = bare.length > 0 ? idsOf(rows.filter(({ empty }) => !empty)) : new Set();
  return new Map(
    bare.filter(({ id }) => whole.has(id)).map(({ index }) => [index, { ...NO_CODE, status: '' }]),
  );
}

/** The user's row is restored, and the one that was added gets all of its code. */
const exchanged = (
  { hit, added }: ReturnType<typeof displacedRows>,
  codes: readonly Code[],
): Map<number, Patch> => {
  const byId = byIdOf(codes);
  const cells = [...added].flatMap(([index, id]) => {
    const code = byId.get(id);
    return code ? [[index, cellsOf(code)] as const] : [];
  });
  return new Map([...hit, ...cells]);
};

/** The cells of a code that are blank in its row, and its Status, which said to import it. */
function blankCells(table: Table, code: Code, { index, status }: Row): Patch {
  const cells = cellsOf(code);
  const patch: Patch = {};
  for (const role of ROLE_NAMES) {
    const content = cells[role];
    const isTold = role === 'status' && status !== IMPORT_CUT;
    const blank = isTold || textAt(table, index, role).trim() === '';
    if (content !== undefined && role !== 'id' && blank) patch[role] = content;
  }
  return patch.status === undefined ? patch : spareFormulas(table, index, patch);
}

/** What is written of a code. */
const WRITTEN = [
  ...TEXTS,
  'name',
  'destination',
  'tags',
  'slug',
  'id',
  'shortUrl',
  'image',
  'status',
] as const;

const lineOf = (code: Code, before: string): NewLine & Texts => ({
  action: 'Import',
  id: code.id,
  name: code.name ?? '',
  tags: code.tags ?? [],
  before,
  after: code.destination ?? '',
  ...textsBy((text) => code[text] ?? ''),
});

function cellsOf(code: Code): Patch & Texts {
  return {
    name: code.name ?? '',
    destination: code.destination ?? '',
    tags: joinTags(code.tags ?? []),
    ...textsBy((text) => code[text] ?? ''),
    slug: code.slug,
    id: code.id,
    shortUrl: code.shortUrl,
    image: { formula: imageFormula(code.imageUrl) },
    status: IMPORTED,
  };
}
