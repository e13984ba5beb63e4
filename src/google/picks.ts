// The columns that users pointed out, kept for each sheet of the document.
import type { Picks } from '../table/columns';

const key = (sheetId: number): string => `qrius.columns.${sheetId}`;

export function loadPicks(sheetId: number): Picks {
  const text = PropertiesService.getDocumentProperties().getProperty(key(sheetId));
  try {
    return text === null ? {} : (JSON.parse(text) as Picks);
  } catch {
    return {};
  }
}

export function savePicks(sheetId: number, picks: Picks): void {
  PropertiesService.getDocumentProperties().setProperty(key(sheetId), JSON.stringify(picks));
}
