// Turns results into cells: for each request in flight, its row as it stands now, and what is written there.
import type { Code } from '../../qrius/readings';
import { imageFormula, short } from '../../table/cells';
import { sameDestination, sentHash } from '../../table/fingerprint';
import { locate } from '../../table/locate';
import {
  COPY,
  CREATED,
  createdFrom,
  createdWithSlug,
  creating,
  failed,
  inDoubt,
  queued,
  sentOf,
  USED_MINE,
} from '../../table/marks';
import type { Patch, Row } from '../../table/rows';
import type { LostCode } from '../record';
import { withInputs } from './leftovers';
import type { Blame, Request, Result } from './send';

/** A request whose answer was lost counts a try; after this many the row fails with a sentence. */
export const MOST_TRIES = 3;

/** A code that is a request's now. `adopted` and `differs` as in `Result`. */
export interface Created {
  request: Request;
  code: Code;
  adopted: boolean;
  differs: boolean;
}

/** What is to be written, and what changes in the counts. */
export interface Settled {
  patches: Map<number, Patch>;
  created: Created[];
  failed: number;
  /** Requests to look up before anything else is sent. */
  doubts: Request[];
}

/**
 * Finds the row of each request and says what to write there.
 * @param rows the rows as they were just read.
 */
export function settle(
  open: ReadonlyArray<{ request: Request; result: Result }>,
  rows: readonly Row[],
  images: boolean,
): Settled {
  const settled: Settled = { patches: new Map(), created: [], failed: 0, doubts: [] };
  const byIndex = new Map(rows.map((row) => [row.index, row] as const));
  const places = locate(
    open.map(({ request }) => request),
    rows,
  );
  open.forEach(({ request, result }, number) => {
    const place = places[number];
    if (!place) return;
    for (const index of place.stale) settled.patches.set(index, { status: queued(0) });
    const row = place.index === null ? undefined : byIndex.get(place.index);
    if (result.kind === 'doubt') settled.doubts.push(request);
    // A copied row in doubt keeps its token until it is known which of the two gets the code.
    else for (const index of place.copies) settled.patches.set(index, { status: COPY });
    if (result.kind === 'created') {
      settled.created.push(createdOf(request, result));
      if (row) settled.patches.set(row.index, createdCells(request, result, row, place.edited, images));
    } else if (result.kind === 'failed') {
      settled.failed += 1;
      if (row) settled.patches.set(row.index, { status: failed(result.sentence) });
    } else if (row && row.mark.kind !== 'none') {
      // A row whose mark the user cleared has left the job, and is not queued again.
      const status =
        result.kind === 'unsent' ? queued(request.tries) : creating(request.token, request.tries);
      if (row.status !== status) settled.patches.set(row.index, { status });
    }
  });
  return settled;
}

export const createdOf = (request: Request, result: Result & { kind: 'created' }): Created => ({
  ...{ request, code: result.code },
  ...{ adopted: result.adopted === true, differs: result.differs === true },
});

/**
 * Looks at the sheet after the write: rows go on being deleted and edited between the read before it and the read after it.
 * @returns codes that stand in no row, and rows whose inputs are no longer those that were sent, with a Status that says so.
 */
export function confirm(
  created: ReadonlyArray<{ request: Request; code: Code }>,
  rows: readonly Row[],
): { lost: LostCode[]; patches: Map<number, Patch> } {
  const byId = new Map(rows.map((row) => [row.id, row] as const));
  const lost: LostCode[] = [];
  const patches = new Map<number, Patch>();
  for (const { request, code } of created) {
    const { inputs } = request;
    const row = byId.get(code.id);
    if (!row) lost.push({ id: code.id, name: inputs.name || (code.name ?? ''), shortUrl: code.shortUrl });
    else if (row.name !== inputs.name || row.destination !== inputs.destination) {
      const status = createdFrom(inputs.name, inputs.destination);
      if (row.status !== status) patches.set(row.index, { status });
    }
  }
  return { lost, patches };
}

/**
 * What a look-up says of a request in doubt.
 * @param code the code that was found for it.
 */
export function afterLookUp(
  request: Request,
  code: Code | undefined,
  why: string,
  blame: Blame,
): { request: Request; result: Result } {
  if (code) {
    const { name, destination } = code;
    const differs =
      name !== null && destination !== null && sentHash(name, destination) !== sentOf(request.token);
    const result: Result = { kind: 'created', code, ...(differs ? { differs } : {}) };
    return { request: withInputs(request, code), result };
  }
  if (blame === 'nobody') return { request, result: { kind: 'unsent' } };
  const tries = request.tries + 1;
  if (blame === 'itself' && tries >= MOST_TRIES) {
    return {
      request,
      result: { kind: 'failed', sentence: `${why}, ${tries} times. The code was not made.` },
    };
  }
  return { request: { ...request, tries }, result: { kind: 'unsent' } };
}

/** The row where Qrius cannot be asked: it says so, and waits for the user. */
export function stillInDoubt(requests: readonly Request[], rows: readonly Row[]): Map<number, Patch> {
  const patches = new Map<number, Patch>();
  locate(requests, rows).forEach((place, number) => {
    const request = requests[number];
    if (request && place.index !== null)
      patches.set(place.index, { status: inDoubt(request.token, request.tries) });
  });
  return patches;
}

function createdCells(
  { inputs }: Request,
  { code, adopted = false, differs = false }: Result & { kind: 'created' },
  row: Row,
  edited: boolean,
  images: boolean,
): Patch {
  const patch: Patch = {
    id: code.id,
    shortUrl: code.shortUrl,
    status: adopted ? USED_MINE : CREATED,
  };
  if (images) patch.image = imageFormula(code.imageUrl);
  if (row.slug === '' && code.slug !== '') patch.slug = code.slug;
  if (inputs.slug !== '' && code.slug !== inputs.slug) patch.status = createdWithSlug(code.slug, inputs.slug);
  if (edited) patch.status = createdFrom(inputs.name, inputs.destination);
  if (differs) patch.status = createdFrom(code.name ?? '', code.destination ?? '');
  return patch;
}

/**
 * The code that has a slug already, where it is one of this account with the same destination; never a silent swap.
 * @param sentence what Qrius said of the slug.
 * @param known IDs that stand in the sheet.
 */
export function mine(
  request: Request,
  sentence: string,
  codes: readonly Code[],
  known: ReadonlySet<string>,
): Result {
  const code = codes.find(({ slug }) => slug === request.slug);
  if (!code) return { kind: 'failed', sentence: `${sentence} It belongs to somebody else.` };
  if (
    code.destination === null ||
    sameDestination(code.destination) !== sameDestination(request.inputs.destination)
  ) {
    return {
      kind: 'failed',
      sentence: `${sentence} It is yours but leads to ${short(code.destination ?? 'another place')}.`,
    };
  }
  if (known.has(code.id))
    return { kind: 'failed', sentence: `${sentence} Another row of this sheet has its code.` };
  return { kind: 'created', code, adopted: true };
}
