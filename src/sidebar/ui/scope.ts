// Which rows a user probably means.
import type { Scope, SheetView } from '../../shared/contract';

/** Anyone who selected more than one row means these. */
export const usualScope = ({ selected }: Pick<SheetView, 'selected'>): Scope =>
  selected > 1 ? 'selection' : 'sheet';
