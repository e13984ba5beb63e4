// What Sheets makes of text that is typed into a cell, by hand or by setValue(s): numbers, dates, booleans, formulas.
import type { Cell, CellValue } from './cells';
import { monthNumber, serialOf } from './dates';
import type { Locale } from './locales';
import { typedNumber } from './typed-numbers';

/** The format that keeps text as text (docs/facts/apps-script.md#text-format). */
const TEXT_FORMAT = '@';

/** What decides how a text is read. */
export interface Typing {
  /** The year that a date without one gets. */
  year: number;
  locale: Locale;
  /** Whether a leading apostrophe stays where the cell has the format '@' (reading `apostropheInText`). */
  keepApostrophe?: boolean;
}

/** English words are understood in every locale. */
function booleanOf(upper: string, locale: Locale): boolean | undefined {
  if (upper === 'TRUE' || upper === locale.true) return true;
  return upper === 'FALSE' || upper === locale.false ? false : undefined;
}

/** What a text became, with the format that Sheets gives an automatic cell along with it. */
interface Typed {
  value: CellValue;
  format?: string;
}

/** A year written with two digits: 0–29 are 2000s, as Sheets reads them (assumed from the editor's behaviour). */
const fullYear = (year: string) =>
  year.length > 2 ? Number(year) : Number(year) + (Number(year) < 30 ? 2000 : 1900);

function time(text: string): [hour: number, minute: number, second: number] | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?$/i.exec(text);
  if (!match) return undefined;
  const [, hour = '0', minute = '0', second = '0', half] = match;
  const noon = half === undefined ? 0 : half.toLowerCase() === 'pm' ? 12 : 0;
  return [half === undefined ? Number(hour) : (Number(hour) % 12) + noon, Number(minute), Number(second)];
}

/** A time shows as it was typed: with seconds, with am or pm, or neither. */
const timeFormat = (text: string) =>
  `h:mm${/:.*:/.test(text) ? ':ss' : ''}${/m$/i.test(text) ? ' am/pm' : ''}`;

/** Day, month and year of a written date in the order of the locale, with the display format it gets. */
function day(
  text: string,
  { year: thisYear, locale }: Typing,
): { ymd: [number, number, number]; format: string } | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return { ymd: [Number(iso[1]), Number(iso[2]), Number(iso[3])], format: 'yyyy-mm-dd' };
  const short = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text);
  // A point separates the parts of a date where it is no decimal point.
  if (short && (short[2] !== '.' || locale.decimal !== '.')) {
    const year = short[4] === undefined ? thisYear : fullYear(short[4]);
    const [first, second] = [Number(short[1]), Number(short[3])];
    const [month, date] = locale.dateOrder === 'mdy' ? [first, second] : [second, first];
    return { ymd: [year, month, date], format: locale.dateFormat };
  }
  const named = /^(\d{1,2})?[ -]?([A-Za-z]{3,9})\.?[ -]?(\d{1,2})?(?:,?[ -](\d{4}))?$/.exec(text);
  const month = named?.[2] === undefined ? undefined : monthNumber(named[2]);
  const date = named?.[1] ?? named?.[3];
  if (!named || month === undefined || date === undefined || (named[1] && named[3])) return undefined;
  return { ymd: [named[4] ? Number(named[4]) : thisYear, month, Number(date)], format: locale.dateFormat };
}

function date(text: string, typing: Typing): Typed | undefined {
  const clock = time(text);
  if (clock) return { value: serialOf(1899, 12, 30, ...clock), format: timeFormat(text) };
  const whole = day(text, typing);
  if (whole) return { value: serialOf(...whole.ymd), format: whole.format };
  const split = /^(.+?)(?:\s+|T)(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?)$/i.exec(text);
  const front = split?.[1] === undefined ? undefined : day(split[1], typing);
  const back = split?.[2] === undefined ? undefined : time(split[2]);
  if (!front || !back) return undefined;
  return {
    value: serialOf(...front.ymd, ...back),
    format: `${front.format} ${timeFormat(split?.[2] ?? '')}`,
  };
}

/**
 * The cell that a typed text makes out of the cell that was there (docs/facts/apps-script.md#values-as-typed: as if typed, '012' becomes 12,
 * '33/33' and '1-2' become dates, '2.000' a number; '@' keeps text; a leading apostrophe forces text and is not shown).
 * Whether '@' also stops a leading '=' is unconfirmed: the world takes the worse case and makes a formula of it.
 * @param before the cell so far: its number format stays
 * @param typing where and by whom it is typed
 */
export function typeInto(before: Cell, text: string, typing: Typing): Cell {
  const kept = before.format === undefined ? {} : { format: before.format };
  if (text.startsWith("'") && !(typing.keepApostrophe && before.format === TEXT_FORMAT))
    return { value: text.slice(1), ...kept };
  if (text.length > 1 && text.startsWith('=')) return { value: '', formula: text, ...kept };
  if (before.format === TEXT_FORMAT) return { value: text, ...kept };
  const trimmed = text.trim();
  const truth = booleanOf(trimmed.toUpperCase(), typing.locale);
  if (truth !== undefined) return { value: truth, ...kept };
  const typed: Typed | undefined = typedNumber(trimmed, typing.locale) ?? date(trimmed, typing);
  if (!typed) return { value: text, ...kept };
  if (before.format === undefined && typed.format !== undefined)
    return { value: typed.value, format: typed.format };
  return { value: typed.value, ...kept };
}
