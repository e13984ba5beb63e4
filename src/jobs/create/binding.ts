// What binds a job to the rows that its owner was shown: colleagues can change rows, marks and the document's properties meanwhile.
import { type Parser, refuse, text } from '../../shared/parse';
import { sentHash } from '../../table/fingerprint';
import { type Inputs, type Row, textsOf } from '../../table/rows';
import { nonceOf, SEAL_LENGTH, sealIn, token } from '../../table/status';
import type { Me } from '../ports';

/** Digests of rows that may be sent, and how often each. */
export type Approved = ReadonlyMap<string, number>;

/** Characters of a digest: about 42 bits. A colleague would have to try 10^8 rows against a job of 10,000 to hit one. */
const DIGEST_LENGTH = 9;

/** The most rows of a job: their digests take 180 KB in each of two places, of the 500 KB of a document's properties (docs/facts/apps-script.md#property-size). */
export const MAX_JOB_ROWS = 20_000;

const digestText = text(MAX_JOB_ROWS * DIGEST_LENGTH);
/** What {@link approve} and {@link writtenDigests} make. */
export const digests: Parser<string> = (value) => {
  const read = digestText(value);
  return read.length % DIGEST_LENGTH === 0 ? read : refuse();
};

/** What a user filled in, as far as it is sent. */
export const partsOf = (inputs: Inputs): string[] => {
  const { name, destination, shown, slug, tags } = inputs;
  return [name, destination, shown, slug].concat(textsOf(inputs), tags);
};

/** Stands for texts that a user was shown; only this user can make it. */
export const shortSeal = ({ seal }: Me, parts: readonly string[]): string =>
  seal(parts).slice(-DIGEST_LENGTH);

export const digestOf = (me: Me, row: Inputs): string => shortSeal(me, ['row', ...partsOf(row)]);

/** The rows that may be sent, as the record keeps them. */
export const approve = (me: Me, rows: readonly Inputs[]): string =>
  rows.map((row) => digestOf(me, row)).join('');

export function approvedIn(approved: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < approved.length; at += DIGEST_LENGTH) {
    const digest = approved.slice(at, at + DIGEST_LENGTH);
    counts.set(digest, (counts.get(digest) ?? 0) + 1);
  }
  return counts;
}

export function writtenDigests(approved: Approved): string {
  let written = '';
  for (const [digest, count] of approved) written += digest.repeat(count);
  return written;
}

/** Takes a row off, once. @returns whether it was there. */
export function take(approved: Map<string, number>, digest: string): boolean {
  const count = approved.get(digest) ?? 0;
  if (count > 1) approved.set(digest, count - 1);
  else approved.delete(digest);
  return count > 0;
}

const sealOf = (me: Me, nonce: string, row: Inputs): string =>
  me.seal(['mark', nonce, digestOf(me, row)]).slice(-SEAL_LENGTH);

/** The token of a request for a row. */
export const sealedToken = (me: Me, nonce: string, row: Inputs): string =>
  token(nonce, sentHash(row.name, row.destination), sealOf(me, nonce, row));

/** One that is nobody's. */
export const unsealedToken = (nonce: string, { name, destination }: Inputs): string =>
  token(nonce, sentHash(name, destination), '0'.repeat(SEAL_LENGTH));

/** Whether a token was made by this user's job for what a row still holds. */
export const isMadeFor = (me: Me, name: string, row: Inputs): boolean =>
  sealIn(name) === sealOf(me, nonceOf(name), row);

/** Whether the mark of a row is its own. */
export const isSealed = (me: Me, row: Row): boolean => isMadeFor(me, row.mark.token, row);
