// Scan counts of the code that a row had before: they are not those of the code that it gets.
import { textAt } from '../../table/columns';
import { isRefreshed } from '../../table/ownership';
import { SCAN_ROLES } from '../../table/roles';
import type { Patch, Patches } from '../../table/rows';
import { formulaAt, type Table } from '../table/load';

/** The same patches, and blank counts wherever a row gets another code. A formula of the user's stays. */
export const withoutFormerScans = (table: Table, patches: Patches): Map<number, Patch> =>
  new Map(
    [...patches].map(([index, patch]) => {
      const isAnother = patch.id !== undefined && patch.id !== '' && patch.id !== textAt(table, index, 'id');
      // What no refresh wrote is a user's own.
      if (!isAnother || !isRefreshed(textAt(table, index, 'scansAsOf'))) return [index, patch];
      const shown = SCAN_ROLES.filter(
        (role) => textAt(table, index, role) !== '' && !formulaAt(table, index, role),
      );
      return [index, { ...Object.fromEntries(shown.map((role) => [role, ''])), ...patch }];
    }),
  );
