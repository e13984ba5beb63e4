// The texts that a code may have beside its name. Adding one begins here: what is the same for all of them is taken from this list.

/**
 * Each is a column of the sheet, one of the log, and a field at Qrius of the same name: a noun whose plural ends in s, since
 * sentences name it so.
 */
export const TEXTS = ['description'] as const;
export type TextName = (typeof TEXTS)[number];
export type Texts<T = string> = Record<TextName, T>;

/** All texts, each as `of` gives it. */
export const textsBy = <T>(of: (text: TextName) => T): Texts<T> =>
  Object.fromEntries(TEXTS.map((text) => [text, of(text)])) as Texts<T>;
