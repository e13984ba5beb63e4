// Codes beside the wrong rows, because somebody sorted only the columns that they filled in while no execution ran.

import { slugIn } from '../../qrius/readings';
import { groupBy, idsOf } from '../../table/cells';
import { comparableSlug, sameSlug, sentHash } from '../../table/fingerprint';
import { pictureCell } from '../../table/images';
import { NO_CODE, type Patch, type Row } from '../../table/rows';
import { creating, failed, queued, sentOf, slugOf } from '../../table/status';
import { type Base, hashOfBase } from '../fields';
import { mayLack } from './words';

/** One row that does not fit its code may have been edited; from two on, assume a partial sort. */
const LEAST_MISALIGNED = 2;

/** What is known beside the rows. */
export interface Known {
  /** What was last sent for each code, from the log. */
  sent: ReadonlyMap<string, Base>;
  /** A write was cut off before it was read back: codes beside other rows are its doing. */
  isTorn: boolean;
  /** Tokens of requests that may have left since the last write that was read back. */
  inFlight: readonly string[];
  /** The formula of the picture in a row (0-based); empty where it has none. */
  pictureAt(index: number): string;
  /** The cells of the code that a row had, where another's was written over it; null where nobody can tell. */
  lostBy(row: Row): Patch | null;
}

/** New cells by row, none where all is well or nobody can tell, and the codes that lose their place: their rows are gone. */
export interface Realigned {
  patches: Map<number, Patch>;
  homeless: Row[];
}

/**
 * Puts codes back beside the rows that they were made from. Nothing else in a slice shows that the sheet was sorted before it.
 * @param rows the rows as they were just read.
 */
export function realign(rows: readonly Row[], given: Known): Realigned {
  const { isTorn, pictureAt } = given;
  // A token that its own row still bears was written over by nothing.
  const borne = new Set(rows.map(ownToken));
  const lost = given.inFlight.filter((token) => !borne.has(token));
  const known = { ...given, inFlight: lost };
  const misaligned = misalignedAmong(rows, known);
  const sorted = misaligned.filter(({ home }) => !isAwaited(home));
  const isTrusted = isTorn || sorted.length >= LEAST_MISALIGNED;
  const moves = isTrusted ? misaligned : misaligned.filter(({ home }) => isAwaited(home));
  const homeOf = new Map(moves.map(({ row, home }) => [row, home] as const));
  const homes = new Set(moves.map(({ home }) => home));
  const patches = new Map<number, Patch>();
  for (const { row, home } of moves) patches.set(home.index, outputsOf(row, home, pictureAt(row.index)));
  const homeless = isTorn
    ? rows.filter(
        (row) => !homeOf.has(row) && (homes.has(row) ? known.sent.has(row.id) : isStray(row, given, lost)),
      )
    : [];
  for (const row of new Set([...homeOf.keys(), ...homeless])) {
    if (homes.has(row)) continue;
    // Nothing moves to this row: what the last of those that move would have replaced may be its own.
    let last = row;
    for (let next = homeOf.get(last); next; next = homeOf.get(last)) last = next;
    // A code of an earlier job was not put there by the write that was cut off.
    const isSwap = isTorn ? last.id !== '' && !known.sent.has(last.id) : !isAwaited(last);
    const patch = isSwap ? outputsOf(last, row, pictureAt(last.index)) : emptied(row, known);
    patches.set(row.index, patch);
  }
  const kept = idsOf(rows.filter((row) => !homeless.includes(row)));
  return { patches, homeless: homeless.filter(({ id }) => !kept.has(id)) };
}

/**
 * The code beside a row is another's, and no row is left that it was made from: this row had a request of its own, or the code was
 * being written, and shares neither name nor destination with the row.
 */
function isStray(row: Row, { sent, inFlight }: Known, lost: readonly string[]): boolean {
  const base = sent.get(row.id);
  const made = hashOfBase(base);
  const hash = sentHash(row.name, row.destination);
  const isOther = base?.name !== row.name && base?.destination !== row.destination;
  const isOf = (tokens: readonly string[], sent: string) => tokens.some((token) => sentOf(token) === sent);
  return made !== null && made !== hash && (isOf(lost, hash) || (isOther && isOf(inFlight, made)));
}

/** A row beside which there is another's code, and the row that the code belongs to. */
interface Misaligned {
  row: Row;
  home: Row;
}

function misalignedAmong(rows: readonly Row[], { sent, isTorn }: Known): Misaligned[] {
  const homes = groupBy(
    rows.filter(({ empty }) => !empty),
    ({ name, destination }) => sentHash(name, destination),
  );
  const claimed = new Set<Row>();
  return rows.flatMap((row) => {
    const hash = hashOfBase(sent.get(row.id));
    if (hash === null || isHome(row, hash)) return [];
    const fitting = (homes.get(hash) ?? []).filter(
      (home) =>
        home !== row &&
        mayHave(home, row) &&
        !isSettled(home, sent) &&
        !claimed.has(home) &&
        (isTorn || !isTwin(home)),
    );
    const asked = fitting.filter((home) => askedSlug(home) === comparableSlug(slugIn(row.shortUrl)));
    const [home] = asked.length > 0 ? asked : fitting;
    // Where two rows may have it, nobody can tell.
    if (!home || (fitting.length > 1 && asked.length !== 1 && !isTorn)) return [];
    claimed.add(home);
    return [{ row, home }];
  });
}

/** It waits for a code: the one that was made from what it holds, or another's, whose mark was written there by a row number. */
const isAwaited = ({ id, mark }: Row): boolean => id === '' && mark.token !== '';

/** The token of a row's own mark; empty where it has none, or that of another row. */
const ownToken = ({ mark, name, destination }: Row): string =>
  sentOf(mark.token) === sentHash(name, destination) ? mark.token : '';

/** It waits for a code of its own, and no slug says which: a code that fits may be that of a row like it that was edited. */
const isTwin = (home: Row): boolean => home.id === '' && ownToken(home) !== '' && askedSlug(home) === '';

/** A row without the code that was written over what it had: a place in the queue, or a code, which only the account can tell. */
function emptied(row: Row, known: Known): Patch {
  const isStale = hasSlugOfCode(row);
  const blank: Patch = { ...NO_CODE, ...(isStale && { slug: '' }) };
  // A slug may be all that made it look like a row.
  const isBlank = isStale && row.name === '' && row.destination === '';
  if (row.empty || isBlank) return { ...blank, status: '' };
  const hash = sentHash(row.name, row.destination);
  const tokens = known.inFlight.filter((token) => sentOf(token) === hash);
  // What became of its request is looked up.
  const [token] = tokens.filter((one) => slugOf(one) === '');
  if (token !== undefined) return { ...blank, status: creating(token, 0) };
  if (tokens.length > 0) return { ...blank, status: queued(0) };
  const own = known.lostBy(isStale ? { ...row, slug: '' } : row);
  return { ...blank, status: failed(mayLack), ...own };
}

/** The code beside a row was made from what it holds. */
const isHome = (row: Row, hash: string): boolean =>
  hash === sentHash(row.name, row.destination) && mayHave(row, row);

/** The code beside a row is its own. */
function isSettled(row: Row, sent: ReadonlyMap<string, Base>): boolean {
  const hash = hashOfBase(sent.get(row.id));
  return hash !== null && isHome(row, hash);
}

/**
 * Whether the code beside another row may be that of a row: its slug is the one that the row asked for, if it asked for any. A
 * slug that equals the one of the code beside it may have come with that code.
 */
function mayHave(home: Row, { shortUrl }: Row): boolean {
  const asked = askedSlug(home);
  return asked === '' || `${comparableSlug(slugIn(shortUrl))}-`.startsWith(`${asked}-`);
}

const askedSlug = (row: Row): string =>
  comparableSlug((hasSlugOfCode(row) ? '' : row.slug) || slugOf(ownToken(row)));

/** The cells of a row's code, for the row that it goes to: a slug that came with another code goes with that one. */
const outputsOf = ({ id, shortUrl, status }: Row, target: Row, picture: string): Patch => ({
  id,
  shortUrl,
  status,
  image: pictureCell(picture),
  ...((target.slug === '' || hasSlugOfCode(target)) && { slug: slugIn(shortUrl) }),
});

/** Whether the slug of a row is that of the code beside it: it may have come with that code. */
const hasSlugOfCode = ({ slug, shortUrl }: Row): boolean => slug !== '' && sameSlug(slug, slugIn(shortUrl));
