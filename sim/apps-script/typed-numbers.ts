// Numbers as people type them in a locale.
import type { Locale } from './locales';

/** What a text became, with the format that Sheets gives an automatic cell along with it. */
export interface TypedNumber {
  value: number;
  format?: string;
}

interface Patterns {
  money: RegExp;
  percent: RegExp;
  grouped: RegExp;
  simple: RegExp;
  scientific: RegExp;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const known = new Map<string, Patterns>();

function patternsOf({ decimal, group }: Locale): Patterns {
  const key = decimal + group;
  const made = known.get(key);
  if (made) return made;
  const [d, g] = [escaped(decimal), escaped(group)];
  const simple = `(?:\\d+${d}?\\d*|${d}\\d+)`;
  const patterns = {
    money: new RegExp(`^(-?)\\$\\s?(\\d{1,3}(?:${g}\\d{3})+|\\d+)(${d}\\d+)?$`),
    percent: new RegExp(`^([+-]?${simple})\\s?%$`),
    grouped: new RegExp(`^[+-]?\\d{1,3}(?:${g}\\d{3})+(?:${d}\\d*)?$`),
    simple: new RegExp(`^[+-]?${simple}$`),
    scientific: new RegExp(`^[+-]?${simple}e[+-]?\\d+$`, 'i'),
  };
  known.set(key, patterns);
  return patterns;
}

/** Reads a number; undefined where the text is none in that locale. */
export function typedNumber(text: string, locale: Locale): TypedNumber | undefined {
  const { money, percent, grouped, simple, scientific } = patternsOf(locale);
  const plain = (written: string) =>
    Number(written.replaceAll(locale.group, '').replace(locale.decimal, '.'));
  const dollars = money.exec(text);
  if (dollars) return { value: plain(`${dollars[1]}${dollars[2]}${dollars[3] ?? ''}`), format: '$#,##0.00' };
  const share = percent.exec(text)?.[1];
  if (share !== undefined)
    return { value: plain(share) / 100, format: share.includes(locale.decimal) ? '0.00%' : '0%' };
  if (grouped.test(text))
    return { value: plain(text), format: text.includes(locale.decimal) ? '#,##0.00' : '#,##0' };
  if (simple.test(text)) return { value: plain(text) };
  if (scientific.test(text)) return { value: plain(text), format: '0.00E+00' };
  return undefined;
}
