// What is stored by another version of the add-on: every field of a real text gone, or of another type, and what a reader must make of it.
import { KIND_NAMES } from '../../src/jobs/kinds';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = ReadonlyArray<string | number>;

/** Values that some other version might have left: one of each type, and texts that are no JSON. */
export const JUNK: readonly Json[] = [null, true, 5, 'junk', [], [5, null], {}, { junk: [null] }];
export const NO_RECORD: readonly string[] = ['', 'null', 'true', '5', '"junk"', '[]', '[null]', '{}', '{'];

const typeOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** The way to each field of a text, also inside of others. */
export function pathsOf(value: Json, before: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner: Array<[string | number, Json]> = Array.isArray(value)
    ? value.map((item, index): [number, Json] => [index, item])
    : Object.entries(value);
  return inner.flatMap(([key, item]) => [[...before, key], ...pathsOf(item, [...before, key])]);
}

/** The value with one field changed; without it where `to` is undefined. */
export function changed(value: Json, [key, ...rest]: Path, to: Json | undefined): Json {
  if (key === undefined || typeof value !== 'object' || value === null) return to ?? null;
  const entries: Array<[string, Json]> = Object.entries(value).flatMap(
    ([own, item]): Array<[string, Json]> => {
      if (own !== String(key)) return [[own, item]];
      if (rest.length > 0) return [[own, changed(item, rest, to)]];
      return to === undefined ? [] : [[own, to]];
    },
  );
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (Object.entries(inner).find(([own]) => own === String(key))?.[1] ?? null)
        : null,
    value,
  );
}

export interface Corruption {
  title: string;
  text: string;
}

/** Each field of a stored text taken out, and given a value of each other type. */
export function corruptions(text: string): Corruption[] {
  const value: Json = JSON.parse(text);
  return pathsOf(value).flatMap((path) => [
    { title: `without ${path.join('.')}`, text: JSON.stringify(changed(value, path, undefined)) },
    ...JUNK.filter((junk) => typeOf(junk) !== typeOf(at(value, path))).map((junk) => ({
      title: `${path.join('.')} as ${JSON.stringify(junk)}`,
      text: JSON.stringify(changed(value, path, junk)),
    })),
  ]);
}

const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isTime = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 86_400_000;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const orNull = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value);
const isFailure = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  'message' in value &&
  isText(value.code) &&
  isText(value.message);
const listOf =
  (...keys: string[]) =>
  (value: unknown): boolean =>
    Array.isArray(value) &&
    value.every(
      (item: unknown) =>
        typeof item === 'object' &&
        item !== null &&
        keys.every((key) =>
          Object.entries(item).some(([own, text]) => own === key && typeof text !== 'object'),
        ),
    );
const oneOf =
  (...words: unknown[]) =>
  (value: unknown) =>
    words.includes(value);

/** What the sidebar may be told of a job: a value of another kind would be shown as “undefined”, or worse. */
const VIEW: Record<string, (value: unknown) => boolean> = {
  id: isText,
  kind: oneOf(...KIND_NAMES),
  what: orNull(isText),
  mine: oneOf(true, false),
  owner: (value) => typeof value === 'string',
  phase: oneOf('starting', 'running', 'waiting', 'paused', 'ended'),
  ending: oneOf(null, 'done', 'stopped', 'given-up'),
  failure: orNull(isFailure),
  busy: oneOf(true, false),
  busyMs: isTime,
  total: isCount,
  done: isCount,
  already: isCount,
  failed: isCount,
  waiting: isCount,
  withdrawn: isCount,
  waitMs: isTime,
  leftMs: orNull((value) => typeof value === 'number' && value >= 0),
  faults: listOf('row', 'name', 'sentence'),
  orphans: listOf('id', 'name', 'shortUrl'),
};

/** Fields of a job's view that the sidebar cannot show. */
export function unshowable(view: object | null): string[] {
  if (view === null) return [];
  const told = new Map<string, unknown>(Object.entries(view));
  return Object.entries(VIEW).flatMap(([key, is]) =>
    is(told.get(key)) ? [] : [`${key} is ${JSON.stringify(told.get(key))}`],
  );
}
