// Turns results into cells: for each request in flight, its row as it is now, and what is written there.

import type { Code } from '../../qrius/readings';
import type { Orphan } from '../../shared/contract/job';
import { byIdOf } from '../../table/cells';
import { comparableUrl, sameSlug } from '../../table/fingerprint';
import { imageFormula } from '../../table/images';
import { locate } from '../../table/locate';
import { NO_CODE, type Patch, type Row } from '../../table/rows';
import {
  COPY,
  CREATED,
  createdFrom,
  createdWithSlug,
  creating,
  failed,
  queued,
  skipped,
  USED_MINE,
  unconfirmed,
} from '../../table/status';
import { orphanOf } from '../orphans';
import { type InFlight, type Request, type Result, withSuffix } from './in-flight';
import * as words from './words';

/** A code that is a request's now. `adopted`, `found` and `differs` as in `Result`. */
export interface Created {
  request: Request;
  code: Code;
  adopted: boolean;
  found: boolean;
  differs: boolean;
}

/** What is to be written, and what changes in the counts. */
export interface Settled {
  patches: Map<number, Patch>;
  created: Created[];
  failed: number;
  /** Requests to look up before anything else is sent. */
  unknown: Request[];
  /** Requests that leave once more, and their rows. */
  repeats: Array<{ row: Row; request: Request }>;
}

/**
 * Finds the row of each request and says what to write there.
 * @param rows the rows as they were just read.
 */
export function settle(open: readonly InFlight[], rows: readonly Row[], images: boolean): Settled {
  const settled: Settled = { patches: new Map(), created: [], failed: 0, unknown: [], repeats: [] };
  const byIndex = new Map(rows.map((row) => [row.index, row] as const));
  const places = locate(
    open.map(({ request }) => request),
    rows,
  );
  open.forEach(({ request, result }, number) => {
    const place = places[number];
    if (!place) return;
    for (const index of place.stale) settled.patches.set(index, { status: queued(0) });
    // A copied row keeps its token while nobody knows which of the two gets the code.
    if (!isUnknown(result)) for (const index of place.copies) settled.patches.set(index, { status: COPY });
    const row = place.index === null ? undefined : byIndex.get(place.index);
    count(settled, request, result, row);
    const patch = row && cellsOf(request, result, row, place.edited, images);
    if (row && patch) settled.patches.set(row.index, patch);
  });
  return settled;
}

const isUnknown = ({ kind }: Result): boolean => kind === 'unknown' || kind === 'exists';

/** @param row where the request's row is now. One whose mark the user cleared has left the job. */
function count(settled: Settled, request: Request, result: Result, row: Row | undefined): void {
  if (isUnknown(result)) settled.unknown.push(request);
  if (result.kind === 'unsent' && request.isRepeat && row && row.mark.kind !== 'none')
    settled.repeats.push({ row, request });
  if (result.kind === 'failed' && !result.skipped) settled.failed += 1;
  if (result.kind === 'created') settled.created.push(createdOf(request, result));
}

export const createdOf = (request: Request, result: Result & { kind: 'created' }): Created => ({
  request,
  code: result.code,
  adopted: result.adopted === true,
  found: result.found === true,
  differs: result.differs === true,
});

function cellsOf(request: Request, result: Result, row: Row, edited: boolean, images: boolean): Patch | null {
  if (result.kind === 'created') return createdCells(request, result, row, edited, images);
  if (result.kind === 'failed')
    return { status: result.skipped ? skipped(result.sentence) : failed(result.sentence) };
  // A row whose mark the user cleared has left the job, and is not queued again.
  if (row.mark.kind === 'none') return null;
  const { token, tries } = request;
  if (result.kind === 'doubt') return { status: unconfirmed(token, tries, result.sentence) };
  const returns = result.kind === 'unsent' && !request.isRepeat;
  const status = returns ? queued(tries) : creating(token, tries);
  return row.status === status ? null : { status };
}

/** What a row shows of its code. */
export function codeCells(code: Code, row: Row, images: boolean): Patch {
  const patch: Patch = { id: code.id, shortUrl: code.shortUrl, status: CREATED, ...slugCells(code, row) };
  if (images) patch.image = { formula: imageFormula(code.imageUrl) };
  return patch;
}

const slugCells = (code: Code, row: Row): Patch =>
  row.slug === '' && code.slug !== '' ? { slug: code.slug } : {};

/** Whether the row's slug was refused, or answered with another. If not, the row had another slug when it was sent. */
const wasTaken = (request: Request, code: Code, found: boolean): boolean =>
  sameSlug(code.slug, withSuffix({ ...request, slug: request.inputs.slug })) ||
  (!found && sameSlug(request.slug, request.inputs.slug));

function createdCells(
  request: Request,
  { code, adopted = false, found = false, differs = false }: Result & { kind: 'created' },
  row: Row,
  edited: boolean,
  images: boolean,
): Patch {
  const { inputs } = request;
  let status = adopted ? USED_MINE : CREATED;
  if (inputs.slug !== '' && !sameSlug(code.slug, inputs.slug))
    if (wasTaken(request, code, found)) status = createdWithSlug(code.slug, inputs.slug);
    else status = createdFrom(inputs.name, inputs.destination);
  if (edited) status = createdFrom(inputs.name, inputs.destination);
  if (differs) status = createdFrom(code.name ?? '', code.destination ?? '');
  return { ...codeCells(code, row, images), status };
}

/**
 * Looks at the sheet after the write: rows go on being deleted and edited between the read before it and the read after it.
 * @returns codes that are in no row, and rows whose inputs are no longer those that were sent, with a Status that says so.
 */
export function confirm(
  created: ReadonlyArray<Pick<Created, 'request' | 'code'>>,
  rows: readonly Row[],
  images: boolean,
): { orphans: Orphan[]; patches: Map<number, Patch> } {
  const byId = byIdOf(rows);
  const orphans: Orphan[] = [];
  const patches = new Map<number, Patch>();
  for (const { request, code } of created) {
    const { inputs } = request;
    const row = byId.get(code.id);
    const isOwnSlug = row?.slug === inputs.slug || sameSlug(row?.slug ?? '', code.slug);
    if (!row) orphans.push(orphanOf({ ...code, name: inputs.name || code.name }));
    else if (row.name !== inputs.name || row.destination !== inputs.destination || !isOwnSlug) {
      const status = createdFrom(inputs.name, inputs.destination);
      // Where slugs were sorted apart from their rows, that of the user's may be nowhere by now.
      if (row.status !== status) patches.set(row.index, { ...codeCells(code, row, images), status });
    }
  }
  return { orphans, patches };
}

/**
 * Rows that show a code without its ID: cells that were merged meanwhile drop what is written. They say so, and the next run finds
 * the code by its slug.
 * @returns by token, the row and its new cells.
 */
export function withoutIds(
  created: ReadonlyArray<Pick<Created, 'request' | 'code'>>,
  rows: readonly Row[],
): Map<string, [index: number, patch: Patch]> {
  const byId = byIdOf(rows);
  const found = new Map<string, [index: number, patch: Patch]>();
  for (const { request, code } of created) {
    const row = byId.has(code.id)
      ? undefined
      : rows.find(({ id, shortUrl }) => id === '' && shortUrl === code.shortUrl);
    if (!row) continue;
    const isMade = request.inputs.slug === '' && sameSlug(row.slug, code.slug);
    const status = unconfirmed(request.token, request.tries, words.idNotKept(code.id));
    found.set(request.token, [row.index, { ...NO_CODE, ...(isMade && { slug: '' }), status }]);
  }
  return found;
}

/**
 * A row was deleted while codes were written, and one that was filled in alike has a code whose slug was made: nobody can tell which
 * of the two was deleted. The user's slug stays, with its code.
 */
export function keepOwnSlugs(
  created: ReadonlyArray<Pick<Created, 'request' | 'code'>>,
  rows: readonly Row[],
  images: boolean,
): Map<number, Patch> {
  const byId = byIdOf(rows);
  const patches = new Map<number, Patch>();
  const shown = created.flatMap(({ request: { inputs }, code }) => {
    const row = byId.get(code.id);
    return row && inputs.slug === '' && sameSlug(row.slug, code.slug) ? [row] : [];
  });
  for (const { request, code } of created) {
    const { name, destination, slug } = request.inputs;
    if (slug === '' || byId.has(code.id)) continue;
    const isTwin = (row: Row) => row.name === name && row.destination === destination;
    const twin = shown.find((row) => isTwin(row) && !patches.has(row.index));
    if (twin) patches.set(twin.index, { ...codeCells(code, twin, images), slug });
  }
  return patches;
}

/** The row where Qrius cannot be asked: it says so, and waits for the user. */
export function stillUnknown(requests: readonly Request[], rows: readonly Row[]): Map<number, Patch> {
  const patches = new Map<number, Patch>();
  locate(requests, rows).forEach((place, number) => {
    const request = requests[number];
    if (request && place.index !== null)
      patches.set(place.index, { status: unconfirmed(request.token, request.tries) });
  });
  return patches;
}

/**
 * The code that has a slug already, where it is one of this account with the same destination; never a silent swap.
 * @param sentence what Qrius said of the slug.
 * @param known IDs that are in the sheet.
 */
export function reuseMine(
  request: Request,
  sentence: string,
  codes: readonly Code[],
  known: ReadonlySet<string>,
): Result {
  const failure = (why: string): Result => ({ kind: 'failed', sentence: why });
  const code = codes.find(({ slug }) => sameSlug(slug, request.slug));
  if (!code) return failure(words.takenByOther(sentence));
  const { id, destination } = code;
  if (destination === null || comparableUrl(destination) !== comparableUrl(request.inputs.destination))
    return failure(words.opensOther(sentence, destination));
  return known.has(id) ? failure(words.inOtherRow(sentence)) : { kind: 'created', code, adopted: true };
}
