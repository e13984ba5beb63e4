// The sidebar: one at a time, 300 pixels wide, at the right of the sheet.
import { byId, make } from './dom';
import { openFrame } from './frame';

export interface Sidebar {
  /** Shows a page of the add-on; it takes the place of the one that is there. */
  show(title: string, page: string): void;
  close(): void;
}

/** @param focusSheet gives the keyboard back to the sheet */
export function makeSidebar(user: string, focusSheet: () => void): Sidebar {
  const aside = byId('sidebar');
  let remove: (() => void) | null = null;
  const close = () => {
    remove?.();
    remove = null;
    aside.replaceChildren();
    aside.hidden = true;
  };
  return {
    close,
    show: (title, page) => {
      close();
      const opened = openFrame({ user, title, page, onClose: close, onFocus: focusSheet });
      remove = opened.remove;
      const cross = make('button', { className: 'cross', onclick: close, aria: { label: 'Close' } }, '×');
      aside.append(make('header', { className: 'bar' }, make('h2', {}, title), cross), opened.frame);
      aside.hidden = false;
    },
  };
}
