// Whether formulas that were read between two reads of the cells can be believed.
import { isEmpty } from '../../table/cells';
import { textAt, type View } from '../../table/columns';
import type { Formulas } from '../../table/comparison';
import { isBlank } from '../../table/pair-rows';
import type { Reconciled } from '../../table/reconcile';

/**
 * Formulas were read between two reads of the cells: they are certain where no row with one moved in between. A picture goes
 * with its ID, a formula of the user's with what they filled in.
 */
export function haveStayed(formulas: Formulas, before: View, now: View, pairs: Reconciled['pairs']): boolean {
  const rowStayed = (index: number) =>
    pairs.get(index) === index || (isBlank(before, index) && isBlank(now, index));
  const idOf = (cells: View, index: number) => textAt(cells, index, 'id');
  return [...formulas].every(([index, { image, ...others }]) => {
    const id = idOf(before, index);
    const pictureStayed = image === undefined || (id === '' ? rowStayed(index) : id === idOf(now, index));
    return pictureStayed && (isEmpty(others) || rowStayed(index));
  });
}

/** Whether a row shows the picture of another row's code, by the IDs that the addresses of pictures hold. */
export function areMixed(formulas: Formulas, view: View): boolean {
  const ids = new Set(view.grid.map((_, index) => textAt(view, index, 'id')).filter((id) => id !== ''));
  return [...formulas].some(([index, { image = '' }]) => {
    const own = textAt(view, index, 'id');
    const named: string[] = image.match(/[\w-]+/g) ?? [];
    return !named.includes(own) && named.some((id) => ids.has(id));
  });
}
