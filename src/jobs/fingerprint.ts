// Stands for what a user was shown: it goes back with a press, and must be equal to that of what would be done by then.
import type { Me } from './ports';

/** @param shown each thing that was shown, as JSON: rows may be sorted meanwhile. */
export function fingerprintOf({ seal }: Me, kind: string, shown: readonly unknown[]): string {
  const { stringify } = JSON;
  const texts = shown.map((one) => stringify(one));
  return seal([kind, texts.sort().join('\n')]);
}
