// The tabs that the add-on makes for itself: never taken for a user's own. Pure.
import { textOf } from './cells';
import type { Grid } from './columns';
import { isLog, LOG_NAME } from './log';
import * as words from './words';

/** The name of the chart's tab; where a user's own tab has it, a number follows. */
export const CHART_NAME = 'Qrius chart';
export const CHART_HEADER: readonly string[] = ['Name', 'Scans'];

/**
 * What the add-on keeps in a tab, as a sentence; null where the tab is a user's own.
 * @param name asked only where the first row fits.
 */
export function ownTab(name: () => string, grid: Grid): string | null {
  const texts = grid.slice(0, 1).map((cells) => cells.map(textOf));
  if (isLog(texts)) return words.logTab;
  const header = (texts[0] ?? []).filter((text) => text !== '').join();
  if (header === CHART_HEADER.join() && name().startsWith(CHART_NAME)) return words.chartTab;
  return null;
}

/**
 * Whether the add-on made a tab, and nobody renamed it.
 * @param head reads its first row; asked only where the name fits.
 */
export const isOwnTab = (name: string, head: () => Grid): boolean =>
  [LOG_NAME, CHART_NAME].includes(name.replace(/ \d{1,9}$/, '')) && ownTab(() => name, head()) !== null;
