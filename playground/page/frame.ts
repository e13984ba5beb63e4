// A page of the add-on in its sandboxed frame, and the far end of its google.script.

import { make } from './dom';
import { ask } from './door';

export interface FrameOptions {
  user: string;
  title: string;
  /** Address of the page on this server. */
  page: string;
  /** The page closed itself. */
  onClose(): void;
  /** The page gave the focus back to the sheet. */
  onFocus(): void;
  /** The page asked for another size, in pixels; only dialogs have one. */
  onSize?(size: { width?: number; height?: number }): void;
}

interface FromPage {
  kind: 'call' | 'close' | 'focus' | 'size';
  id: number;
  functionName: string;
  args: unknown[];
  width?: number;
  height?: number;
}

/** Makes the frame, and the functions that wake it and take it away; replies to calls still in flight are lost then. */
export function openFrame(options: FrameOptions): {
  frame: HTMLIFrameElement;
  /** Tells the page that its user looks at it again. */
  wake(): void;
  remove(): void;
} {
  const { user, title, page, onClose, onFocus, onSize } = options;
  const frame = make('iframe', { title, className: onSize ? 'dialog-frame' : 'side-frame' });
  // Without allow-same-origin: as on Google, where the page has an origin of its own, the sheet's page is out of its reach.
  frame.setAttribute(
    'sandbox',
    'allow-scripts allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox',
  );
  frame.allow = 'clipboard-write';
  frame.src = page;
  const heard = async ({ source, data }: MessageEvent) => {
    if (source !== frame.contentWindow) return;
    const { kind, id, functionName, args, ...size } = data as FromPage;
    if (kind === 'close') onClose();
    if (kind === 'focus') onFocus();
    if (kind === 'size') onSize?.(size);
    if (kind !== 'call') return;
    const outcome = await ask('/call', { user, functionName, args });
    frame.contentWindow?.postMessage({ id, outcome }, '*');
  };
  addEventListener('message', heard);
  return {
    frame,
    wake: () => frame.contentWindow?.postMessage({ kind: 'wake' }, '*'),
    remove: () => {
      removeEventListener('message', heard);
      frame.remove();
    },
  };
}
