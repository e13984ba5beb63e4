// Rules for values that come from outside: which ones fit, and how to say so.
import { isRecord } from './fields';

export interface Rule<T> {
  /** What a value must be, as a sentence ends: "true or false". */
  must: string;
  fits: (value: unknown) => value is T;
}

/** A rule for each switch of `S`. */
export type Rules<S> = { [K in keyof S]: Rule<S[K]> };

const isText = (value: unknown): value is string => typeof value === 'string';

export const yesOrNo: Rule<boolean> = {
  must: 'true or false',
  fits: (value): value is boolean => typeof value === 'boolean',
};
export const text: Rule<string> = { must: 'a text', fits: isText };
export const texts: Rule<string[]> = {
  must: 'a list of texts',
  fits: (value): value is string[] => Array.isArray(value) && value.every(isText),
};
export const textTable: Rule<Record<string, string>> = {
  must: 'an object of texts',
  fits: (value): value is Record<string, string> => isRecord(value) && Object.values(value).every(isText),
};
export const pattern: Rule<string> = {
  must: 'a regular expression',
  fits: (value): value is string => {
    try {
      return isText(value) && new RegExp(value) instanceof RegExp;
    } catch {
      return false;
    }
  },
};

export function whole(least: number): Rule<number> {
  const fits = (value: unknown): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
  return { must: least < 0 ? 'a whole number' : `a whole number from ${least}`, fits };
}

export function oneOf<T>(choices: readonly T[]): Rule<T> {
  const fits = (value: unknown): value is T => choices.some((choice) => choice === value);
  return { must: `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`, fits };
}

export function listOf<T>(choices: readonly T[]): Rule<T[]> {
  const { must, fits } = oneOf(choices);
  return {
    must: `a list, each ${must}`,
    fits: (value): value is T[] => Array.isArray(value) && value.every(fits),
  };
}

export function orNull<T>({ must, fits }: Rule<T>): Rule<T | null> {
  return { must: `${must}, or null`, fits: (value): value is T | null => value === null || fits(value) };
}
