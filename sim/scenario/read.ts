// Building blocks of a strict parser that says where in a file something is wrong, on the parsers of src/shared/parse.ts.
import {
  attempt,
  flag,
  list as listOf,
  nullable,
  oneOf,
  type Parser,
  text,
  Unreadable,
  whole,
} from '../../src/shared/parse';

/** Characters of a text at most: all properties of a document hold 500 KB. */
export const MAX_TEXT = 500_000;

/** Reads a value at a path of the file. Throws an Error with a sentence that begins with the path. */
export type Read<T> = (value: unknown, path: string) => T;

/** A field of an object: what it holds, and whether it may be left out. */
interface Field<T> {
  read: Read<T>;
  optional: boolean;
}

/** A field for each key of `T`: the compiler demands all of them, and that just the optional ones may be left out. */
export type Fields<T> = {
  [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K>
    ? { read: Read<Exclude<T[K], undefined>>; optional: true }
    : { read: Read<T[K]>; optional: false };
};

type Kinded = { kind: string };
/** What an object of this kind holds beside its kind. */
type OfKind<T extends Kinded, K> = T extends Kinded ? (K extends T['kind'] ? Omit<T, 'kind'> : never) : never;

export const must = <T>(value: T): { read: T; optional: false } => ({ read: value, optional: false });
export const may = <T>(value: T): { read: T; optional: true } => ({ read: value, optional: true });

/** Ends the reading with a sentence. */
export function refuse(path: string, sentence: string): never {
  throw new Error(path === '' ? `The scenario ${sentence}.` : `${path}: ${sentence}.`);
}

/** The value where it is an object; null where it is none. */
const recordOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

/** A value without parts. @param what it must be, as the sentence goes on after “must be”. */
export const leaf =
  <T>(parser: Parser<T>, what: string): Read<T> =>
  (value, path) => {
    // The list keeps a parsed null apart from what does not fit.
    const found = attempt(listOf(parser, 1), [value]);
    return found ? (found[0] as T) : refuse(path, `must be ${what}`);
  };

export const words = <const T extends readonly (string | number)[]>(...choices: T): Read<T[number]> =>
  leaf(oneOf(...choices), `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`);

export const texts: Read<string> = leaf(text(MAX_TEXT), 'a text');
export const number = (least = 0): Read<number> => leaf(whole(least), `a whole number from ${least}`);
export const yesOrNo: Read<boolean> = leaf(flag, 'true or false');

/** A text of a certain form, as `B7`. */
export const formed = (pattern: RegExp, what: string): Read<string> =>
  leaf((value) => {
    const found = text(MAX_TEXT)(value);
    if (!pattern.test(found)) throw new Unreadable('The text has another form.');
    return found;
  }, what);

export const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value, path) =>
    nullable((one) => read(one, path))(value);

export const all =
  <T>(read: Read<T>): Read<T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((one, index) => read(one, `${path}[${index}]`))
      : refuse(path, 'must be a list');

/** An object of any keys whose values are alike. */
export const table =
  <T>(read: Read<T>): Read<Record<string, T>> =>
  (value, path) => {
    const source = recordOf(value) ?? refuse(path, 'must be an object');
    return Object.fromEntries(Object.entries(source).map(([key, one]) => [key, read(one, `${path}.${key}`)]));
  };

/** An object with these fields and no others. */
export const object =
  <T>(fields: Fields<T>): Read<T> =>
  (value, path) => {
    const source = recordOf(value) ?? refuse(path, 'must be an object');
    const inside = (key: string) => (path === '' ? key : `${path}.${key}`);
    for (const key of Object.keys(source))
      if (!Object.hasOwn(fields, key)) refuse(inside(key), 'isn’t a known field');
    const entries = Object.entries<Field<unknown>>(fields).flatMap(([key, { read, optional }]) => {
      if (source[key] !== undefined) return [[key, read(source[key], inside(key))]];
      return optional ? [] : refuse(inside(key), 'is missing');
    });
    // Each field was read by the reader of its own name.
    return Object.fromEntries(entries) as T;
  };

/** One of several forms, told apart by `kind`. */
export const kinds =
  <T extends Kinded>(forms: { [K in T['kind']]: Fields<OfKind<T, K>> }): Read<T> =>
  (value, path) => {
    const { kind, ...rest } = recordOf(value) ?? refuse(path, 'must be an object');
    const inside = path === '' ? 'kind' : `${path}.kind`;
    const known = words(...Object.keys(forms))(kind, inside) as T['kind'];
    const read = object(forms[known]) as Read<object>;
    // The fields of a kind are those of its form.
    return { kind: known, ...read(rest, path) } as unknown as T;
  };

/** One of several forms, told apart by which field is there. */
export const oneKey =
  <T>(forms: Record<string, Read<T>>): Read<T> =>
  (value, path) => {
    const source = recordOf(value) ?? refuse(path, 'must be an object');
    const found = Object.keys(forms).find((key) => source[key] !== undefined);
    const read = found === undefined ? undefined : forms[found];
    if (read === undefined)
      return refuse(path, `must have one of the fields ${Object.keys(forms).join(', ')}`);
    return read(value, path);
  };
