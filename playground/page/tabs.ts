// The tabs of the sheets.
import type { DocumentView } from '../server/messages';
import { byId, make } from './dom';

/**
 * @param choose goes to a sheet
 * @param add makes a new sheet of that name
 */
export function showTabs(
  { sheets }: DocumentView,
  active: string,
  choose: (name: string) => void,
  add: (name: string) => void,
): void {
  const free = () => {
    let number = sheets.length + 1;
    while (sheets.some(({ name }) => name === `Sheet${number}`)) number++;
    return `Sheet${number}`;
  };
  const plus = make(
    'button',
    { className: 'plus', onclick: () => add(free()), aria: { label: 'Add a sheet' } },
    '+',
  );
  const tabs = sheets.map(({ name }) =>
    make('button', { onclick: () => choose(name), aria: name === active ? { current: 'true' } : {} }, name),
  );
  byId('tabs').replaceChildren(plus, ...tabs);
}
