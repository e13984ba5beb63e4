// What Sheets makes of text that is typed into a cell, by hand or by setValue(s): numbers, dates, booleans, formulas.
import type { Cell, CellValue } from './cells';
import { monthNumber, serialOf } from './dates';

/** The format that keeps text as text (apps-script.md, section 4). */
export const TEXT_FORMAT = '@';

/** What a text became, with the format that Sheets gives an automatic cell along with it. */
interface Typed {
  value: CellValue;
  format?: string;
}

function number(text: string): Typed | undefined {
  const money = /^(-?)\$\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$/.exec(text);
  if (money)
    return {
      value: Number(`${money[1]}${money[2]?.replace(/,/g, '')}${money[3] ?? ''}`),
      format: '$#,##0.00',
    };
  const percent = /^([+-]?(?:\d+\.?\d*|\.\d+))\s?%$/.exec(text);
  if (percent) return { value: Number(percent[1]) / 100, format: percent[1]?.includes('.') ? '0.00%' : '0%' };
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) {
    return { value: Number(text.replace(/,/g, '')), format: text.includes('.') ? '#,##0.00' : '#,##0' };
  }
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return { value: Number(text) };
  if (/^[+-]?(\d+\.?\d*|\.\d+)e[+-]?\d+$/i.test(text)) return { value: Number(text), format: '0.00E+00' };
  return undefined;
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

/** Day, month and year of a written date in the order of the locale en_US, with the display format it gets. */
function day(text: string, thisYear: number): { ymd: [number, number, number]; format: string } | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return { ymd: [Number(iso[1]), Number(iso[2]), Number(iso[3])], format: 'yyyy-mm-dd' };
  const short = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?$/.exec(text);
  if (short) {
    const year = short[3] === undefined ? thisYear : fullYear(short[3]);
    return { ymd: [year, Number(short[1]), Number(short[2])], format: 'm/d/yyyy' };
  }
  const named = /^(\d{1,2})?[ -]?([A-Za-z]{3,9})\.?[ -]?(\d{1,2})?(?:,?[ -](\d{4}))?$/.exec(text);
  const month = named?.[2] === undefined ? undefined : monthNumber(named[2]);
  const date = named?.[1] ?? named?.[3];
  if (!named || month === undefined || date === undefined || (named[1] && named[3])) return undefined;
  return { ymd: [named[4] ? Number(named[4]) : thisYear, month, Number(date)], format: 'm/d/yyyy' };
}

function date(text: string, thisYear: number): Typed | undefined {
  const clock = time(text);
  if (clock) return { value: serialOf(1899, 12, 30, ...clock), format: timeFormat(text) };
  const whole = day(text, thisYear);
  if (whole) return { value: serialOf(...whole.ymd), format: whole.format };
  const split = /^(.+?)(?:\s+|T)(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?)$/i.exec(text);
  const front = split?.[1] === undefined ? undefined : day(split[1], thisYear);
  const back = split?.[2] === undefined ? undefined : time(split[2]);
  if (!front || !back) return undefined;
  return {
    value: serialOf(...front.ymd, ...back),
    format: `${front.format} ${timeFormat(split?.[2] ?? '')}`,
  };
}

/**
 * The cell that a typed text makes out of the cell that was there (apps-script.md, section 4: as if typed, '012' becomes 12,
 * '33/33' and '1-2' become dates, '2.000' a number; '@' keeps text; a leading apostrophe forces text and is not shown).
 * Whether '@' also stops a leading '=' is unconfirmed: the world takes the worse case and makes a formula of it.
 * @param before the cell so far: its number format stays
 * @param thisYear the year that a date without one gets
 */
export function typeInto(before: Cell, text: string, thisYear: number): Cell {
  const kept = before.format === undefined ? {} : { format: before.format };
  if (text.startsWith("'")) return { value: text.slice(1), ...kept };
  if (text.length > 1 && text.startsWith('=')) return { value: '', formula: text, ...kept };
  if (before.format === TEXT_FORMAT) return { value: text, ...kept };
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return { value: trimmed.toLowerCase() === 'true', ...kept };
  const typed: Typed | undefined = number(trimmed) ?? date(trimmed, thisYear);
  if (!typed) return { value: text, ...kept };
  if (before.format === undefined && typed.format !== undefined)
    return { value: typed.value, format: typed.format };
  return { value: typed.value, ...kept };
}
