// How small a printed code may be.
import type { Artwork } from './drawing';
import { WORDS } from './words';

/** Four dots of a printer with 300 dots an inch (Denso Wave, "Point for setting the module size"). */
const LEAST_MODULE_MM = 0.33;
/** Below this side a phone has to come close. */
const SMALL_CODE_MM = 15;
/** A phone reads a code from about ten times its side: a rule of thumb. */
const DISTANCE = 10;

/** @param side of the code with its quiet zone, in mm. */
export const isTooDense = ({ size }: Artwork, side: number): boolean => side / size < LEAST_MODULE_MM;

/** A warning that names the scanning distance where codes are small, or null. @param side as above. */
export function sizeWarning(artworks: Artwork[], side: number): string | null {
  const smallest = Math.min(...artworks.map(({ symbol, size }) => (side * symbol) / size));
  return smallest < SMALL_CODE_MM ? WORDS.smallCode(smallest, (smallest * DISTANCE) / 10) : null;
}
