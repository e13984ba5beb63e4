// The cell of a picture: its formula, and how it is known again.
import type { Content } from './cells';
import * as words from './words';

/**
 * What a picture's cell holds: `=IMAGE("…")`, or where Sheets shows none (docs/facts/apps-script.md#image-formulas) a text that
 * says why. It is a formula, too: it moves and is copied like one, and no job writes over it as over a Status. It has no
 * separator, which would depend on the locale.
 */
export function imageFormula(url: string): string {
  const isAddress = /^https?:\/\/[^\s"\\]+$/i.test(url);
  const isSvg = /[./=]svg(?:[?#&]|$)/i.test(url);
  if (isAddress && !isSvg) return `=IMAGE("${url}")`;
  return `="No picture: ${words.noPicture(isAddress, url)}"`;
}

/** The cell of a picture. @param formula empty where there is none. */
export const pictureCell = (formula: string): Content => (formula === '' ? '' : { formula });

/** Whether a formula was made by {@link imageFormula}. */
export const isImageFormula = (formula: string): boolean => /^=(IMAGE\(|"No picture: )/i.test(formula);

/** The address in a formula that {@link imageFormula} made; empty for any other. */
export const imageAddress = (formula: string): string =>
  /^=(?:IMAGE\("|"No picture: .* )(https?:[^" ]+)"\)?$/i.exec(formula)?.[1] ?? '';
