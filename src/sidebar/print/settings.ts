// What a user chooses on the page.

import type { PrintableCode, Printables } from '../../shared/contract/print';
import { colourFault } from './colours';
import type { Style } from './drawing';
import { patternFault } from './file-names';
import { type FreeSheet, freeSheet, LABEL_SHEETS, type LabelSheet, productsOf } from './label-sheets';
import { bestTextPlace, type Filling, type TextPlace } from './labels';
import { WORDS } from './words';

/** The text of a label or picture: nothing, a value of the code, or `column-3`. */
export type Caption = string;

export interface LabelSettings extends Filling {
  /** A product of LABEL_SHEETS, or FREE. */
  sheet: string;
  free: FreeSheet;
  textPlace: TextPlace;
  cutMarks: boolean;
  /** In mm. */
  nudge: { x: number; y: number };
}

export interface PictureSettings {
  svg: boolean;
  png: boolean;
  /** Of a PNG file, in pixels. */
  width: number;
  pattern: string;
}

export interface Settings {
  /** Who draws the codes: this page, or Qrius, whose pictures are taken as they are. */
  artist: 'page' | 'qrius';
  style: Style;
  caption: Caption;
  output: 'print' | 'download';
  labels: LabelSettings;
  pictures: PictureSettings;
}

export const FREE = 'free';
export const LEAST_WIDTH = 300;
const MOST_WIDTH = 2_400;
/** In mm: what printers and label stocks vary. */
const MOST_NUDGE = 5;
/** More keep a browser's print dialog busy for minutes. */
const MOST_LABELS = 5_000;

const FIRST_SHEET = 'Avery L7160';

export const FIRST_SETTINGS: Settings = {
  artist: 'page',
  style: { ecc: 'M', dark: '#000000', light: '#ffffff', logo: null },
  caption: 'name',
  output: 'print',
  labels: {
    sheet: FIRST_SHEET,
    free: { paper: 'A4', columns: 3, rows: 8, marginX: 7, marginY: 13, gapX: 2.5, gapY: 0 },
    textPlace: 'beside',
    start: 1,
    copies: 1,
    cutMarks: false,
    nudge: { x: 0, y: 0 },
  },
  pictures: { svg: true, png: true, width: 1_200, pattern: '{slug}' },
};

/** The sheet of labels, or the sentence that says what is wrong with a free one. */
export function labelSheetOf({ sheet, free }: LabelSettings): LabelSheet | string {
  return LABEL_SHEETS.find((one) => productsOf(one).includes(sheet)) ?? freeSheet(free);
}

/** Another sheet of labels, with the text where it fits best. */
export function withSheet(labels: LabelSettings, sheet: string): LabelSettings {
  const chosen = labelSheetOf({ ...labels, sheet });
  const textPlace = typeof chosen === 'string' ? labels.textPlace : bestTextPlace(chosen);
  return { ...labels, sheet, textPlace, start: 1 };
}

const columnOf = (caption: Caption): number | null => {
  const found = /^column-(\d+)$/.exec(caption);
  return found ? Number(found[1]) : null;
};

const withoutScheme = (url: string) => url.replace(/^https?:\/\//i, '');

export function captionOf(code: PrintableCode, caption: Caption): string {
  if (caption === 'name') return code.name;
  if (caption === 'shortUrl') return withoutScheme(code.shortUrl);
  return code.cells[columnOf(caption) ?? -1] ?? '';
}

export interface CaptionChoice {
  value: Caption;
  label: string;
}

/** The texts to choose from. A column with the header and the texts of another choice is left out. */
export function captionChoices({ headers, codes }: Printables): CaptionChoice[] {
  const own = Object.entries(WORDS.captions).map(([value, label]) => ({ value, label }));
  const columns = headers.map((label, column) => ({ value: `column-${column}`, label }));
  const isSame = (one: CaptionChoice, other: CaptionChoice) =>
    one.label.toLowerCase() === other.label.toLowerCase() &&
    codes.every((code) => captionOf(code, one.value) === withoutScheme(captionOf(code, other.value)));
  return [
    ...own,
    ...columns.filter((column) => column.label !== '' && !own.some((choice) => isSame(choice, column))),
  ];
}

/** The settings for a sheet: another one that is open by now may lack the column of the text. */
export function withCaption(settings: Settings, source: Printables): Settings {
  const isThere = captionChoices(source).some(({ value }) => value === settings.caption);
  return isThere ? settings : { ...settings, caption: FIRST_SETTINGS.caption };
}

const isWithin = (value: number, least: number, most: number) => value >= least && value <= most;

/** What is wrong with the labels; null where they can be printed. @param codes how many there are. */
export function labelsFault(labels: LabelSettings, codes: number): string | null {
  const sheet = labelSheetOf(labels);
  if (typeof sheet === 'string') return sheet;
  const { start, copies, nudge } = labels;
  const all = sheet.cols * sheet.rows;
  if (!Number.isInteger(start) || !isWithin(start, 1, all)) return WORDS.startRange(all);
  if (!Number.isInteger(copies) || copies < 1) return WORDS.copiesRange;
  if (codes * copies > MOST_LABELS) return WORDS.tooMany(MOST_LABELS);
  const isNudge = (value: number) => isWithin(value, -MOST_NUDGE, MOST_NUDGE);
  return isNudge(nudge.x) && isNudge(nudge.y) ? null : WORDS.nudgeRange(MOST_NUDGE);
}

function picturesFault({ svg, png, width, pattern }: PictureSettings, headers: string[]): string | null {
  if (!svg && !png) return WORDS.noFormat;
  if (png && (!Number.isInteger(width) || !isWithin(width, LEAST_WIDTH, MOST_WIDTH))) {
    return WORDS.pngRange(LEAST_WIDTH, MOST_WIDTH);
  }
  return patternFault(pattern, headers);
}

/** Why nothing can be printed or downloaded with these settings, or null. */
export function settingsFault(settings: Settings, headers: string[], codes: number): string | null {
  const { artist, style, output, labels, pictures } = settings;
  return (
    (artist === 'page' ? colourFault(style) : null) ??
    (output === 'print' ? labelsFault(labels, codes) : picturesFault(pictures, headers))
  );
}
