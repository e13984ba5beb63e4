// Importing codes of the account into a sheet: those that are in none of its rows go below its last one.
import type { Code } from '../../qrius/readings';
import { UserError } from '../../shared/errors';
import { attempt, object } from '../../shared/parse';
import { ROLE_NAMES } from '../../table/roles';
import { cellText, type Patch } from '../../table/rows';
import { IMPORTED } from '../../table/status';
import { tagsText } from '../fields';
import type { JobKind, JobRequest, Plan, PlanContext, Run, Session } from '../kind';
import type { NewLine } from '../log';
import { pictureCells } from '../picture';
import { CODE_COLUMNS } from '../table/columns';
import { importFingerprint, type Missing, missingIn } from './missing';
import { firstFreeRow, overwrittenRows, type Sheet } from './rows-below';

/** Rows that are written together. */
const CHUNK_ROWS = 250;
/** What an empty sheet gets, so that it has columns to import codes into. */
const FIRST_HEADERS = ['Name', 'URL', 'Slug', 'Tags'];

const importDetails = object({});

export const importKind: JobKind = {
  name: 'import',
  reads: 'text',
  writesUserCells: true,
  ...CODE_COLUMNS,
  isReadable: (details) => attempt(importDetails, details) !== null,
  session: importSession,
};

/** @param counted the fingerprint of the count that the user saw; null where there was none. */
export const importRequest = (
  where: Pick<JobRequest, 'sheetId' | 'overrides'>,
  counted: string | null,
): JobRequest => ({
  ...where,
  kind: 'import',
  details: {},
  plan: (context) => planImport(context, counted),
});

function planImport({ ports, client, table }: PlanContext, counted: string | null): Plan | UserError {
  const missing = missingIn(client.allCodes(), table?.rows ?? []);
  const { codes, incomplete, there } = missing;
  if (counted !== null && counted !== importFingerprint(ports.store.me, missing))
    return new UserError(
      'target-changed',
      'Codes were added or removed since they were counted, so nothing was imported. Review the new number.',
    );
  const count = codes.length + incomplete.length;
  if (count === 0)
    return new UserError(
      'nothing-to-do',
      there === 0 ? 'Your account has no codes yet.' : 'Every code of your account is already in this sheet.',
    );
  return {
    details: {},
    counts: { asked: count, already: there - incomplete.length, waiting: count },
    marks: new Map(),
    firstHeaders: FIRST_HEADERS,
  };
}

function importSession(run: Run): Session {
  const { table, client, log } = run;
  // What is missing shows in the sheet: from here on the job continues wherever it is cut off.
  let missing: Missing | null = null;
  /** The chunk that was just written, and the sheet before it. */
  let written: { codes: Code[]; before: Sheet; first: number } | null = null;
  let stopped = false;

  const waiting = () => (missing ? missing.codes.length : run.job.counts.waiting);

  return {
    settle: (stopping) => {
      written = null;
      stopped = stopping;
      if (!missing || stopping) return new Map();
      const { incomplete } = missing;
      if (incomplete.length > 0) {
        log.addOnce(incomplete.map(({ code }) => lineOf(code)));
        const patches = incomplete.map(({ row, code }): [number, Patch] => [
          row.index,
          blankCells(code, row.index),
        ]);
        missing = { ...missing, incomplete: [] };
        return new Map(patches);
      }
      const codes = missing.codes.slice(0, CHUNK_ROWS);
      if (codes.length === 0) return new Map();
      log.addOnce(codes.map(lineOf));
      const before = { grid: table.grid, columns: table.columns, formulas: table.formulas ?? new Map() };
      const first = firstFreeRow(before);
      table.sheet.ensureRows(first + codes.length);
      const blank = Array.from({ length: Math.max(0, first + codes.length - before.grid.length) }, () => []);
      table.grid = [...before.grid, ...blank];
      written = { codes, before, first };
      return new Map(codes.map((code, number) => [first + number, cellsOf(code)]));
    },
    // Rows that were inserted at the very moment of the write pushed the user's last ones under it.
    confirm: () => {
      if (!written || !missing) return new Map();
      const { codes, before, first } = written;
      const hit = overwrittenRows(before, table.grid, first);
      const rest = missing.codes.slice(codes.length);
      const hitCodes = new Set(
        [...hit.keys()].map((index) => table.rows.find((row) => row.index === index)?.id),
      );
      const again = hit.size > 0 ? codes.filter(({ id }) => hitCodes.has(id) || !isShown(id)) : [];
      missing = { ...missing, codes: [...again, ...rest] };
      return hit;
    },
    notes: () => {
      const { counts } = run.job;
      const left = waiting();
      const done = Math.max(0, counts.asked - left);
      return { counts: { ...counts, done, waiting: stopped ? 0 : left }, details: {}, orphans: [] };
    },
    isUnsure: () => missing === null && !stopped,
    resolve: () => {
      missing = missingIn(client.allCodes(), table.rows);
    },
    progress: () => (missing && missing.codes.length + missing.incomplete.length > 0 ? 'writing' : 'done'),
    next: () => null,
    finish: () => new Map(),
  };

  function isShown(id: string): boolean {
    return table.rows.some((row) => row.id === id);
  }

  /** The cells of a code that are blank in its row. */
  function blankCells(code: Code, index: number): Patch {
    const cells = cellsOf(code);
    const patch: Patch = {};
    for (const role of ROLE_NAMES) {
      const content = cells[role];
      const blank = cellText(table.grid, table.columns, index, role).trim() === '';
      if (content !== undefined && role !== 'id' && blank) patch[role] = content;
    }
    return patch;
  }
}

const lineOf = ({ id, name, destination, tags, description }: Code): NewLine => ({
  ...{ action: 'Import', id, name: name ?? '', tags: tags ?? [], before: '', after: destination ?? '' },
  description: description ?? '',
});

function cellsOf(code: Code): Patch {
  return {
    name: code.name ?? '',
    destination: code.destination ?? '',
    tags: tagsText(code.tags ?? []),
    description: code.description ?? '',
    slug: code.slug,
    id: code.id,
    shortUrl: code.shortUrl,
    ...pictureCells(code, IMPORTED),
  };
}
