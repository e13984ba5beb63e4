// The columns and the header row that users chose, kept for each sheet of the document.
import { parseJson, partial, text, whole } from '../shared/parse';
import type { ColumnOverrides } from '../table/candidates';
import { CHOOSABLE_ROLES } from '../table/roles';

const key = (sheetId: number): string => `qrius.columns.${sheetId}`;
const columns = partial(CHOOSABLE_ROLES, text());
const headerRow = partial(['headerRow'], whole(1));
const overrides = (value: unknown): ColumnOverrides => ({ ...columns(value), ...headerRow(value) });

export const loadOverrides = (sheetId: number): ColumnOverrides =>
  parseJson(overrides, PropertiesService.getDocumentProperties().getProperty(key(sheetId))) ?? {};

export function saveOverrides(sheetId: number, chosen: ColumnOverrides): void {
  PropertiesService.getDocumentProperties().setProperty(key(sheetId), JSON.stringify(chosen));
}
