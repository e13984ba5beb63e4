// The menu bar: the sheet's own few menus, and those that onOpen built.
import type { Menu, MenuItem } from '../../sim/apps-script/state';
import { byId, make } from './dom';

/** An item of the sheet's own menus; null is a line between two. */
export type OwnItem = { label: string; act: () => void } | null;

function closeAll(): void {
  for (const list of document.querySelectorAll('.menu [role=menu]')) list.remove();
  for (const button of document.querySelectorAll('.menu > button'))
    button.setAttribute('aria-expanded', 'false');
}

function entry(label: string, act: () => void): HTMLElement {
  const onclick = () => {
    closeAll();
    act();
  };
  const button = make('button', { onclick, tabIndex: -1 }, label);
  button.setAttribute('role', 'menuitem');
  return button;
}

function line(): HTMLElement {
  const rule = make('hr');
  rule.setAttribute('role', 'separator');
  return rule;
}

/** The entries of a menu of the add-on; those of a submenu stand under its name. */
function entriesOf(items: MenuItem[], click: (label: string) => void): HTMLElement[] {
  return items.flatMap((item) => {
    if ('separator' in item) return [line()];
    if ('items' in item)
      return [make('div', { className: 'submenu' }, item.label), ...entriesOf(item.items, click)];
    return [entry(item.label, () => click(item.label))];
  });
}

/** Arrow keys go round the entries; Escape goes back to the menu's name. */
function onKey(event: KeyboardEvent, list: HTMLElement, button: HTMLElement): void {
  const entries = [...list.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') {
    closeAll();
    button.focus();
  }
  if (step === undefined) return;
  event.preventDefault();
  const at = entries.indexOf(document.activeElement as HTMLElement);
  entries[(at + step + entries.length) % entries.length]?.focus();
}

function menu(title: string, entries: () => HTMLElement[]): HTMLElement {
  const button = make('button', { aria: { haspopup: 'menu', expanded: 'false' } }, title);
  const holder = make('div', { className: 'menu' }, button);
  button.onclick = () => {
    const wasOpen = button.getAttribute('aria-expanded') === 'true';
    closeAll();
    if (wasOpen) return;
    const list = make('div', { aria: { label: title } }, ...entries());
    list.setAttribute('role', 'menu');
    list.onkeydown = (event) => onKey(event, list, button);
    button.setAttribute('aria-expanded', 'true');
    holder.append(list);
    list.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  };
  return holder;
}

/** @param click runs the item of the add-on with that label */
export function showMenus(
  own: Array<{ title: string; items: OwnItem[] }>,
  menus: Menu[],
  click: (label: string) => void,
): void {
  const ownMenus = own.map(({ title, items }) =>
    menu(title, () => items.map((item) => (item ? entry(item.label, item.act) : line()))),
  );
  const addOns = menus.map(({ title, items }) => menu(title, () => entriesOf(items, click)));
  byId('menus').replaceChildren(...ownMenus, ...addOns);
}

addEventListener('pointerdown', ({ target }) => {
  if (!(target instanceof Element && target.closest('.menu'))) closeAll();
});
// A click inside a frame takes the focus away from this page.
addEventListener('blur', closeAll);
