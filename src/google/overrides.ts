// The columns that users chose, kept for each sheet of the document.
import { parseJson, partial, text } from '../shared/parse';
import type { ColumnOverrides } from '../table/columns';
import { CHOOSABLE_ROLES } from '../table/roles';

const key = (sheetId: number): string => `qrius.columns.${sheetId}`;
const overrides = partial(CHOOSABLE_ROLES, text());

export const loadOverrides = (sheetId: number): ColumnOverrides =>
  parseJson(overrides, PropertiesService.getDocumentProperties().getProperty(key(sheetId))) ?? {};

export function saveOverrides(sheetId: number, chosen: ColumnOverrides): void {
  PropertiesService.getDocumentProperties().setProperty(key(sheetId), JSON.stringify(chosen));
}
