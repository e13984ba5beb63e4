// Rows that are computed: a formula as NOW or RAND, or one that follows such a cell, gives something else after each write.

import { TEXTS } from '../../shared/texts';
import { once } from '../../table/cells';
import type { Role } from '../../table/roles';
import type { Row } from '../../table/rows';
import type { Table } from '../table/load';

const SENT: readonly Role[] = ['name', 'destination', 'slug', 'tags', ...TEXTS];

/** Whether what is sent of a row comes from a formula. Asked only where a row is not what it was: then it is one call for all. */
export function computedRows({ sheet, columns }: Pick<Table, 'sheet' | 'columns'>): (row: Row) => boolean {
  const formulas = once(() => sheet.formulas());
  return ({ index }) => {
    const cells = formulas()[index] ?? [];
    return SENT.some((role) => Boolean(cells[columns.at[role] ?? -1]));
  };
}
