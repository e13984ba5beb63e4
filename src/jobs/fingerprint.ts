// Stands for what a user was shown: it goes back with a press, and must be equal to that of what would be done by then.
import type { Me } from './ports';

/** @param shown each thing that was shown, as JSON: rows may be sorted meanwhile. */
export const fingerprintOf = ({ seal }: Me, kind: string, shown: readonly unknown[]): string =>
  seal([kind, ...shown.map((one) => JSON.stringify(one)).sort()]);
