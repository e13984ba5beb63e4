// Puts codes and their texts on labels and into picture files.
import type { Proven } from './check';
import { type Drawing, QUIET_ZONE } from './drawing';
import type { LabelSheet } from './label-sheets';
import { layoutOf, textSizes } from './labels';
import { captionOf, type Settings } from './settings';
import type { LabelContent, PageOptions } from './svg';
import { type Fitted, fitText, LINE_HEIGHT, type Measure } from './text';

/** How the pages of these settings are drawn. @param outlines shows the edges of labels, for the screen. */
export function pageOptions(
  { caption, labels }: Pick<Settings, 'caption' | 'labels'>,
  sheet: LabelSheet,
  outlines: boolean,
): PageOptions {
  return {
    sheet,
    layout: layoutOf(sheet, caption === 'none' ? null : labels.textPlace),
    align: labels.textPlace === 'beside' ? 'start' : 'middle',
    nudge: labels.nudge,
    cutMarks: labels.cutMarks,
    outlines,
  };
}

/** A code with its text, fitted to the label. */
export function labelContent(
  { code, artwork }: Proven,
  { caption, labels }: Pick<Settings, 'caption' | 'labels'>,
  { layout: { text } }: PageOptions,
  measure: Measure,
): LabelContent {
  const words = captionOf(code, caption);
  if (text === null || words === '') return { artwork, fitted: null };
  const { most, least } = textSizes(text, labels.textPlace);
  return { artwork, fitted: fitText(words, text, most, least, measure) };
}

/** A picture's caption: its text, and a box in modules that begins with it and ends where the picture does. */
export interface PictureCaption {
  fitted: Fitted;
  box: { x: number; y: number; width: number; height: number };
}

/** Shares of a picture's side. The text has two lines at its largest size. */
const CAPTION_HEIGHT = 0.19;
const CAPTION_MOST = 0.075;
const CAPTION_LEAST = 0.03;

/** The caption under the picture of a code, or null where it has none. The margin below it is at least as wide as at the sides. */
export function pictureCaption(
  { size, symbol }: Drawing,
  words: string,
  measure: Measure,
): PictureCaption | null {
  if (words === '') return null;
  const room = { width: symbol, height: size * CAPTION_HEIGHT };
  const fitted = fitText(words, room, size * CAPTION_MOST, size * CAPTION_LEAST, measure);
  const spare = (room.height - fitted.lines.length * fitted.size * LINE_HEIGHT) / 2;
  const x = (size - symbol) / 2;
  return {
    fitted,
    box: { x, y: size + spare, width: symbol, height: room.height - spare + QUIET_ZONE },
  };
}
