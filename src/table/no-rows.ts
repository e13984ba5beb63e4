// Rows that ask for no code although they have content: headings, totals, lines, comments, repeated headers, notes on headers.
import { isLinkLike } from './contents';
import * as words from './words';

/** The texts of one row, and of the sheet around it. */
export interface RowTexts {
  /** The cells of the user's columns, trimmed. */
  cells: readonly string[];
  headers: readonly string[];
  name: string;
  destination: string;
  /** The row stands right below the headers. */
  isFirst: boolean;
  /** How many cells most rows have filled. */
  usual: number;
}

/** From so many filled cells on, a row with a single one is no unfinished row. */
const LEAST_USUAL = 3;
const LINE = /^[-–—=_*|:.·\s]*$/;
const TOTAL =
  /^((sub|grand)[- ]?)?(totals?|totale|totaal|sum|(zwischen|gesamt)?summe|gesamt|insgesamt|somme|suma|soma|razem|celkem)\b|^(итого|всего|合計|总计|合计)/i;
/** A day or a date. */
const DAY =
  /^((day|tag|jour|d[ií]a|giorno|dag|dzie[nń]|den|день)\s*\d+|(mon|tues|wednes|thurs|fri|satur|sun)day|(mon|diens|donners|frei|sams|sonn)tag|mittwoch|(lun|mar|mercre|jeu|vendre|same)di|dimanche|\d{1,2}[./]\d{1,2}\.?(\d{2,4})?$|\d{4}-\d\d-\d\d$)/i;
const NOTE = /^[([<].*[)\]>]$|^https?:\/\/(…|\.\.\.)?$/i;

/** Why a row is skipped, as the end of a sentence; null where it asks for a code. */
export function skipReason({ cells, headers, name, destination, isFirst, usual }: RowTexts): string | null {
  const filled = cells.filter((text) => text !== '');
  if (filled.length > 0 && filled.every((text) => LINE.test(text))) return words.line;
  const same = cells.filter((text, column) => text !== '' && text === headers[column]?.trim());
  if (same.length > 1 && same.length === filled.length) return words.repeatedHeaders;
  if (isFirst && NOTE.test(destination)) return words.explanation;
  if (isLinkLike(destination)) return null;
  if (TOTAL.test(name) || TOTAL.test(filled[0] ?? '')) return words.total;
  return destination === '' && filled.length === 1 ? loneReason(name, usual) : null;
}

/** Why a row with nothing but a name asks for no code. */
function loneReason(name: string, usual: number): string | null {
  if (/^(#|\/\/)/.test(name)) return words.comment;
  return usual >= LEAST_USUAL || DAY.test(name) ? words.heading : null;
}
