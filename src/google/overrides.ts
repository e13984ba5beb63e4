// The columns and the header row that users chose, kept for each sheet of the document.
import { ANY_AGE } from '../jobs/ports';
import { CHOOSABLE_ROLES } from '../shared/contract/sheet';
import { MAX_CELL, parseJson, partial, text, whole } from '../shared/parse';
import type { ColumnOverrides } from '../table/candidates';
import { documentProperties, setProperties } from './document';

const key = (sheetId: number): string => `qrius.columns.${sheetId}`;
const columns = partial(CHOOSABLE_ROLES, text(MAX_CELL));
const headerRow = partial(['headerRow'], whole(1));
const overrides = (value: unknown): ColumnOverrides => ({ ...columns(value), ...headerRow(value) });

export const loadOverrides = (sheetId: number): ColumnOverrides =>
  parseJson(overrides, documentProperties(ANY_AGE)[key(sheetId)]) ?? {};

export const saveOverrides = (sheetId: number, chosen: ColumnOverrides): void =>
  setProperties({ [key(sheetId)]: JSON.stringify(chosen) });
