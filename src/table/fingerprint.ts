// Short hashes by which a row is known again after it has moved.

/**
 * A 32-bit FNV-1a hash in base 36, padded to seven characters. It tells rows of one sheet apart; it protects nothing.
 * @param parts strings in a fixed order.
 */
export function hash(parts: readonly string[]): string {
  const text = JSON.stringify(parts);
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value.toString(36).padStart(7, '0');
}

/** Length of the part of a mark that stands for what was sent. 36^5 values: a chunk of 250 rows shares one by chance in 0.05 % of runs. */
export const SENT_LENGTH = 5;

/**
 * What a code was made from, as far as the API gives it back: its name and destination. The same for a row and for the
 * code that was made from it, so that a code whose answer was lost is found by the mark in its row alone.
 */
export function sentHash(name: string, destination: string): string {
  return hash([name.trim(), comparableUrl(destination)]).slice(-SENT_LENGTH);
}

/** A destination as it compares: a server may add the slash of an empty path and writes scheme and host in lower case. */
export function comparableUrl(destination: string): string {
  const parts = /^([a-z]+:\/\/[^/?#]*)(.*)$/i.exec(destination.trim());
  if (!parts) return destination.trim();
  const [, origin = '', rest = ''] = parts;
  return origin.toLowerCase() + (rest.startsWith('/') ? rest : `/${rest}`);
}

/** A slug as it compares: a service may write it in lower case, and `_` as `-`. */
export const comparableSlug = (slug: string): string => slug.toLowerCase().replace(/_/g, '-');
export const sameSlug = (a: string, b: string): boolean => comparableSlug(a) === comparableSlug(b);
