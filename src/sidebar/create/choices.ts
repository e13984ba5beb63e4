// What a user chooses before codes are created.
import type { ConflictPolicy, RowHeight } from '../../shared/contract/create';
import type { View } from '../../shared/contract/methods';
import type { Scope } from '../../shared/contract/sheet';
import { FIRST_HEIGHT } from '../ui/row-height';

export interface Choices {
  scope: Scope;
  conflict: ConflictPolicy;
  /** Whether QR images are inserted. */
  images: boolean;
  rowHeight: RowHeight;
  /** Whether rows whose code was deleted get another one. */
  withDeleted: boolean;
}

/** The choices that a menu item starts with. */
export const firstChoices = (entry: View): Choices => ({
  scope: entry === 'check-selection' ? 'selection' : 'sheet',
  conflict: 'suffix',
  images: true,
  rowHeight: FIRST_HEIGHT,
  withDeleted: false,
});
