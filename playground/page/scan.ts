// “Scan this code”: what a phone does with a picture. The simulated service counts it, and the page shows where it leads.
import { showToast } from './dialogs';
import { make } from './dom';
import { ask } from './door';

/** How long the answer stays, in seconds. */
const SHOWN_SECONDS = 8;

/** What the server answers to a scan. */
interface Scanned {
  name: string;
  opens: string | null;
  scans: number;
}

/** Scans a code by its ID. */
export async function scanCode(code: string): Promise<void> {
  const outcome = await ask('/world/scan', { code });
  if (!outcome.ok) return showToast('', outcome.error, SHOWN_SECONDS);
  const { name, opens, scans } = outcome.value as Scanned;
  const title = `Scanned “${name}”`;
  if (opens === null) showToast(title, 'Opens nothing: the code is paused or deleted.', SHOWN_SECONDS);
  else showToast(title, `Opens ${opens} · ${scans} ${scans === 1 ? 'scan' : 'scans'} here`, SHOWN_SECONDS);
}

/** @param label what it does, for whom the text on it is too short */
export const scanButton = (code: string, text: string, label = text): HTMLElement =>
  make(
    'button',
    { type: 'button', className: 'scan', onclick: () => void scanCode(code), aria: { label } },
    text,
  );

/** ID of the code behind the address of its picture; undefined for pictures of other things. */
const codeOf = (src: string): string | undefined => /\/images\/([^/]+)\.\w+$/.exec(src)?.[1];

/** What a cell shows; a picture of a code gets its button. */
export function scannable(shown: HTMLElement): HTMLElement {
  const code = shown instanceof HTMLImageElement ? codeOf(shown.src) : undefined;
  if (code === undefined) return shown;
  // The list of codes in the drawer has the same buttons for the keyboard.
  const button = scanButton(code, 'Scan this code');
  button.tabIndex = -1;
  return make('div', { className: 'scannable' }, shown, button);
}
