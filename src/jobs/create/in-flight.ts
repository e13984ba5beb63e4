// A request that creates a code, on its way: what was sent, what became of it, and what an interrupted execution left.
import type { Code } from '../../qrius/readings';
import { textsBy } from '../../shared/texts';
import { groupBy } from '../../table/cells';
import { sentHash } from '../../table/fingerprint';
import type { Flight } from '../../table/locate';
import type { Inputs, Row } from '../../table/rows';
import { nonceOf, sentOf, slugOf } from '../../table/status';

/** A row whose request is about to leave. */
export interface Request extends Flight {
  /** The slug that is asked for: the row's, the same with a suffix after a conflict, or one made for it; empty where Qrius chooses. */
  slug: string;
  /** It may have left before: it keeps its token and its slug, by which Qrius refuses to create a second code. */
  isRepeat: boolean;
  tries: number;
  /** Its mark is not from a job of this user, or not for this row: a code that is found is the row's only where the user says so. */
  isForeign?: boolean;
  /** Its row holds something else than was sent: the slug may have been another. */
  isEdited?: boolean;
  /** It may have left in an earlier job: its code may be of any age, and one that is found first was there before this job. */
  isEarlier?: boolean;
}

/** The user's slug as it is asked for once it is taken. */
export const withSuffix = ({ slug, token }: Request): string => `${slug}-${nonceOf(token)}`;

/** Whether the slug, or its suffix, was made for this request: nobody else has it. */
export const isMade = ({ slug, token }: Request): boolean =>
  slug !== '' && `-${slug}`.endsWith(`-${nonceOf(token)}`);

/**
 * Whose fault a lost answer is. `itself`: the request had an answer of its own, or was alone in its batch. `batch`: it failed
 * with others, one of which may be to blame. `nobody`: the execution was cut off.
 */
export type Blame = 'itself' | 'batch' | 'nobody';

/** What became of one request. `unsent` goes back to the queue; `unknown` and `exists` must be looked up. */
export type Result =
  /**
   * `adopted`: it was there before, and is used. `found`: its answer was lost, and it was looked up. `differs`: it has other
   * values than those sent now.
   */
  | { kind: 'created'; code: Code; adopted?: boolean; found?: boolean; differs?: boolean }
  /** `skipped`: the user wants no code for a row whose slug is taken. */
  | { kind: 'failed'; sentence: string; skipped?: boolean }
  /** The slug is taken, and the user wants the code that has it if it is theirs. */
  | { kind: 'taken'; sentence: string }
  | { kind: 'unsent' }
  | { kind: 'unknown'; why: string; blame: Blame }
  /** Qrius has a code with the slug of a request that may have created it. */
  | { kind: 'exists'; sentence: string }
  /**
   * Nobody can tell now: the row says what is known, keeps its token, and is looked up by the next run. `candidates`: one of
   * them may be its code.
   */
  | { kind: 'doubt'; sentence: string; candidates?: readonly Code[] };

/** It did not leave. */
export const UNSENT: Result = { kind: 'unsent' };

/** A request that was sent, or may have been, and what is known of it. */
export interface InFlight {
  request: Request;
  result: Result;
}

/** What must be looked up before anything else is sent. */
export interface Interrupted {
  requests: Request[];
  /** What the sheet says of tokens that no row has: counted so where the look-up finds nothing that contradicts it. */
  presumed: Map<string, 'done' | 'failed'>;
}

export const UNKNOWN_INPUTS: Inputs = {
  name: '',
  destination: '',
  shown: '',
  slug: '',
  tags: [],
  ...textsBy(() => ''),
};

/**
 * What an execution that was cut off left.
 * @param inFlight tokens of requests that may have left, whether or not a row is still marked with them.
 * @param rows the rows as they were just read.
 */
export function interrupted(inFlight: readonly string[], rows: readonly Row[]): Interrupted {
  const found: Interrupted = { requests: [], presumed: new Map() };
  const filled = rows.filter((row) => !row.empty);
  const byHash = groupBy(filled, (row) => sentHash(row.name, row.destination));
  const marked = groupBy(filled, tokenOf);
  const taken = new Set<Row>();
  for (const token of new Set(inFlight)) {
    const alike = byHash.get(sentOf(token)) ?? [];
    const bearer = marked.get(token)?.[0];
    const own = bearer
      ? ownRow(token, alike)
      : blankRow(
          token,
          alike.filter((row) => !taken.has(row)),
        );
    if (own) taken.add(own);
    const tries = bearer?.mark.tries ?? 0;
    const { slug } = own ?? bearer ?? UNKNOWN_INPUTS;
    found.requests.push({
      token,
      inputs: own ?? UNKNOWN_INPUTS,
      slug: slugOf(token) || slug,
      isRepeat: false,
      tries,
    });
    const presumed = bearer || own ? null : presumedOf(alike);
    if (presumed) found.presumed.set(token, presumed);
  }
  return found;
}

/** The token of a row that is marked and has no code; empty for any other. */
export const tokenOf = ({ id, mark }: Row): string => (id === '' ? mark.token : '');

function presumedOf(alike: readonly Row[]): 'done' | 'failed' | null {
  if (alike.some((row) => row.id !== '')) return 'done';
  return alike.some((row) => /^(Failed|Skipped):/.test(row.status)) ? 'failed' : null;
}

/** A row whose mark is gone; rather one that has a slug of its own where none was made for the request. */
function blankRow(token: string, alike: readonly Row[]): Row | undefined {
  const blank = alike.filter(({ id, status }) => id === '' && status === '');
  return blank.find(({ slug }) => (slug !== '') === (slugOf(token) === '')) ?? blank[0];
}

/** The row that was sent still hashes to its mark: the mark alone may have been moved, or the row edited. */
function ownRow(token: string, alike: readonly Row[]): Row | undefined {
  const open = alike.filter((row) => row.id === '');
  return open.find((row) => row.mark.token === token) ?? open[0];
}

/** Fills in what a request was made from, where only the code that it created still says. */
export function withInputs(
  request: Request,
  { name, destination }: Pick<Code, 'name' | 'destination'>,
): Request {
  if (request.inputs !== UNKNOWN_INPUTS) return request;
  const url = destination ?? '';
  return { ...request, inputs: { ...UNKNOWN_INPUTS, name: name ?? '', destination: url, shown: url } };
}
