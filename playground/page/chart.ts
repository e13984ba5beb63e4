// The chart of the add-on as Sheets would draw it: bars, their names, and the numbers behind them. Hidden from screen
// readers, which read the same in the cells beside it.
import type { ChartView } from '../server/messages';
import { make } from './dom';

function bar(name: string, value: number, most: number): HTMLElement[] {
  const line = make('span', { className: 'bar-line' }, make('span', { className: 'bar-fill' }));
  line.style.setProperty('--share', String(most > 0 ? value / most : 0));
  return [
    make('span', { className: 'bar-name', title: name }, name),
    line,
    make('span', { className: 'bar-value' }, value.toLocaleString()),
  ];
}

/** @param left where its left edge is, in pixels; `top` the same for its upper edge */
export function drawChart({ title, bars }: ChartView, left: number, top: number): HTMLElement {
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const figure = make(
    'div',
    { className: 'chart', ariaHidden: 'true' },
    make('strong', {}, title),
    make('div', { className: 'bars' }, ...bars.flatMap(({ name, value }) => bar(name, value, most))),
  );
  Object.assign(figure.style, { left: `${left}px`, top: `${top}px` });
  return figure;
}
