// Parsers for what comes from outside: the wire, stored records, the log. What does not fit is refused, never cast.

/** Returns the value as its type. @throws Unreadable */
export type Parser<T> = (value: unknown) => T;
export type Parsed<P> = P extends Parser<infer T> ? T : never;

/** A value is not what it should be. Caught at the boundary, by `attempt` or `parseJson`. */
export class Unreadable extends Error {}

/** Says that a value is not what it should be. @throws Unreadable */
export const refuse = (): never => {
  throw new Unreadable('The value does not have the expected form.');
};

/** Characters of a text of JSON, and how deep lists and objects are nested in it: more is none of ours, and of no service that we know. */
const MAX_JSON = 5_000_000;
const MAX_DEPTH = 64;
/** Characters at most: of a cell (docs/facts/apps-script.md#cell-text), of what the user is told, and of an ID or another word of ours or a service's. */
export const MAX_CELL = 50_000;
export const MAX_SENTENCE = 2_000;
export const MAX_ID = 100;

/** Whether a value is an object with fields. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param most the longest text, in characters. */
export const text =
  (most: number): Parser<string> =>
  (value) =>
    typeof value === 'string' && value.length <= most ? value : refuse();

/** A whole number, both bounds included. */
export const whole =
  (least = 0, most: number = Number.MAX_SAFE_INTEGER): Parser<number> =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : refuse();

/** Any finite number, as a moment in epoch milliseconds. */
export const finite: Parser<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse();

export const flag: Parser<boolean> = (value) => (typeof value === 'boolean' ? value : refuse());

export const oneOf =
  <const T extends readonly (string | number)[]>(...words: T): Parser<T[number]> =>
  (value) =>
    words.find((word) => word === value) ?? refuse();

export const nullable =
  <T>(parser: Parser<T>): Parser<T | null> =>
  (value) =>
    value === null ? null : parser(value);

/** For a field that may be left out. */
export const withDefault =
  <T>(parser: Parser<T>, fallback: T): Parser<T> =>
  (value) =>
    value === undefined ? fallback : parser(value);

/** @param most how many items at most. */
export const list =
  <T>(parser: Parser<T>, most: number): Parser<T[]> =>
  (value) =>
    Array.isArray(value) && value.length <= most ? value.map(parser) : refuse();

type Shape = Record<string, Parser<unknown>>;
type Fields<S extends Shape> = { [K in keyof S]: Parsed<S[K]> };

/** An object with these fields; others are dropped. */
export const object =
  <S extends Shape>(shape: S): Parser<Fields<S>> =>
  (value) => {
    const source = isRecord(value) ? value : refuse();
    const entries = Object.keys(shape).map((key) => [key, shape[key]?.(source[key])]);
    // Each field was parsed by the parser of its own name.
    return Object.fromEntries(entries) as Fields<S>;
  };

/** One of several forms: the first that fits. None of them may be `null`. */
export const either =
  <P extends readonly Parser<unknown>[]>(...parsers: P): Parser<Parsed<P[number]>> =>
  (value) => {
    for (const parser of parsers) {
      const found = attempt(parser, value);
      // Each parser of the list gives one of the list's types.
      if (found !== null) return found as Parsed<P[number]>;
    }
    return refuse();
  };

/** An object of any keys from a list, each with the same kind of value; keys not on the list are dropped. */
export const partial =
  <K extends string, T>(keys: readonly K[], parser: Parser<T>): Parser<Partial<Record<K, T>>> =>
  (value) => {
    const source = isRecord(value) ? value : refuse();
    const result: Partial<Record<K, T>> = {};
    for (const key of keys) if (source[key] !== undefined) result[key] = parser(source[key]);
    return result;
  };

/** The parsed value; null where it does not fit. */
export function attempt<T>(parser: Parser<T>, value: unknown): T | null {
  try {
    return parser(value);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

const STEPS: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** Whether JSON text is short and flat enough to be parsed: what nests without an end would use up the stack. */
export function isBounded(json: string): boolean {
  if (json.length > MAX_JSON) return false;
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length && depth <= MAX_DEPTH; at += 1) {
    const letter = json[at] ?? '';
    if (letter === '"') isText = !isText;
    else if (isText) at += letter === '\\' ? 1 : 0;
    else depth += STEPS[letter] ?? 0;
  }
  return depth <= MAX_DEPTH;
}

/** Parses JSON text; null where there is none, where it is no JSON or an unbounded one, or where it does not fit. */
export function parseJson<T>(parser: Parser<T>, json: string | null | undefined): T | null {
  if (json === null || json === undefined || !isBounded(json)) return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  return attempt(parser, value);
}
