// What a user sees in a cell: the display text of a value under its number format, in the locale of the spreadsheet.
import { type Cell, type CellDate, type CellValue, cellAt, type SheetState } from './cells';
import { formatWall, wallMs } from './dates';
import { evaluate } from './formula';
import { type Locale, localeOf } from './locales';
import { spilledValue } from './spills';

/** Sheets' own letters (m d y h s) turned into those of formatWall: a run of "m" after "h" or before "s" is minutes. */
function datePattern(format: string): string {
  const runs: string[] = format.toLowerCase().match(/am\/pm|([a-z])\1*|[^a-z]+/g) ?? [];
  const half = runs.includes('am/pm');
  return runs
    .map((run, place) => {
      if (run === 'am/pm') return 'a';
      if (run.startsWith('h')) return half ? run : run.toUpperCase();
      if (!run.startsWith('m')) return run;
      const minutes = runs[place - 2]?.startsWith('h') || runs[place + 2]?.startsWith('s');
      return minutes ? 'mm' : run.toUpperCase();
    })
    .join('');
}

const grouped = (digits: string, separator: string) => digits.replace(/\B(?=(\d{3})+$)/g, separator);

function numberText(value: number, format: string | undefined, { decimal, group }: Locale): string {
  if (format === undefined || format === '' || format === '@' || /general/i.test(format)) {
    return String(Number(value.toPrecision(15)))
      .replace('.', decimal)
      .toUpperCase();
  }
  if (/e\+/i.test(format)) {
    const [mantissa, exponent = '0'] = value.toExponential(2).split('e');
    const power = Number(exponent);
    return `${mantissa?.replace('.', decimal)}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const decimals = /\.([0#]+)/.exec(format)?.[1] ?? '';
  const percent = format.includes('%');
  let text = Math.abs(percent ? value * 100 : value).toFixed(decimals.length);
  for (
    let spare = decimals.length - decimals.replace(/#+$/, '').length;
    spare > 0 && /\.\d*0$/.test(text);
    spare--
  ) {
    text = text.slice(0, -1);
  }
  text = text.replace(/\.$/, '');
  const [whole = '', fraction] = text.split('.');
  const digits = whole.padStart(/^[^.]*?(0+)(?:\.|%|$)/.exec(format)?.[1]?.length ?? 1, '0');
  const shown = format.includes(',') ? grouped(digits, group) : digits;
  const sign = value < 0 ? '-' : '';
  return `${sign}${format.includes('$') ? '$' : ''}${shown}${fraction ? `${decimal}${fraction}` : ''}${percent ? '%' : ''}`;
}

function dateText(date: CellDate, format: string | undefined, { dateFormat }: Locale): string {
  return formatWall(
    wallMs(date),
    0,
    datePattern(format === undefined || format === '@' ? dateFormat : format),
  );
}

/** The display text of a value. */
export function displayValue(value: CellValue, format: string | undefined, locale: Locale): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? locale.true : locale.false;
  return typeof value === 'number' ? numberText(value, format, locale) : dateText(value, format, locale);
}

/** What the cell at a 1-based place holds once formulas are computed: its value and the link behind it. */
export function computed(
  sheet: SheetState,
  row: number,
  column: number,
): { value: CellValue; link?: string } {
  const cell = cellAt(sheet, row, column);
  const spilled = sheet.spills.length === 0 ? undefined : spilledValue(sheet, row, column);
  if (spilled !== undefined) return { value: spilled };
  if (cell.formula === undefined) return cell;
  return evaluate(cell.formula, around(sheet, 1));
}

const around = (sheet: SheetState, depth: number) => ({
  look: (row: number, column: number) => shown(sheet, cellAt(sheet, row, column), depth),
  changes: sheet.changes,
});

/** Display text of a cell that a formula refers to; `depth` ends circles. */
function shown(sheet: SheetState, cell: Cell, depth: number): string {
  if (cell.formula === undefined) return displayValue(cell.value, cell.format, localeOf(sheet.locale));
  if (depth > 20) return '#REF!';
  const result = evaluate(cell.formula, around(sheet, depth + 1));
  return displayValue(result.value, cell.format, localeOf(sheet.locale));
}

/** What a user sees in the cell at a 1-based place. */
export function displayAt(sheet: SheetState, row: number, column: number): string {
  const cell = sheet.rows[row - 1]?.cells[column - 1];
  if (sheet.spills.length > 0)
    return displayValue(
      computed(sheet, row, column).value,
      cellAt(sheet, row, column).format,
      localeOf(sheet.locale),
    );
  if (cell === undefined) return '';
  if (cell.formula === undefined) return displayValue(cell.value, cell.format, localeOf(sheet.locale));
  return displayValue(computed(sheet, row, column).value, cell.format, localeOf(sheet.locale));
}
