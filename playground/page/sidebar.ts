// The sidebar: one at a time, 300 pixels wide, at the right of the sheet.
import { byId, make } from './dom';
import { openFrame } from './frame';

export interface Sidebar {
  /** Shows a page of the add-on; it takes the place of the one that is there. */
  show(title: string, page: string): void;
  /** Lets the page look again, after time was jumped. */
  wake(): void;
  close(): void;
}

/** @param focusSheet gives the keyboard back to the sheet */
export function makeSidebar(user: string, focusSheet: () => void): Sidebar {
  const aside = byId('sidebar');
  let open: ReturnType<typeof openFrame> | null = null;
  const close = () => {
    open?.remove();
    open = null;
    aside.replaceChildren();
    aside.hidden = true;
  };
  return {
    close,
    wake: () => open?.wake(),
    show: (title, page) => {
      close();
      open = openFrame({ user, title, page, onClose: close, onFocus: focusSheet });
      const cross = make('button', { className: 'cross', onclick: close, aria: { label: 'Close' } }, '×');
      aside.append(make('header', { className: 'bar' }, make('h2', {}, title), cross), open.frame);
      aside.hidden = false;
    },
  };
}
