// What the page shows, to which every press of a button is bound.
import type { Shown } from '../../shared/contract/methods';

let sheet: number | null = null;

/** The views were drawn for this sheet. */
export function showsSheet(id: number): void {
  sheet = id;
}

/** @param fingerprint that of the check or the count in which the button stands; null where there is none. */
export const shown = (fingerprint: string | null): Shown => ({ sheet, fingerprint });
