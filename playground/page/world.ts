// The drawer beside the sheet: the switches of the world, and a live look behind the scenes.
import type { News } from '../server/messages';
import { byId, make } from './dom';
import { codeList, executionList, requestList } from './lists';
import { button, faultSwitches, scriptSwitches, serviceSwitches } from './switches';

/** Below this width of the window the drawer begins folded, in pixels. */
const ROOMY_PX = 1600;

function section(title: string, ...children: Node[]): HTMLElement {
  return make('section', {}, make('h3', {}, title), ...children);
}

/** Builds the drawer. `hear` takes the news that it shows. */
export function makeWorld(closeSidebar: () => void): { hear(news: News): void } {
  const service = serviceSwitches();
  const faults = faultSwitches();
  const script = scriptSwitches(closeSidebar);
  const key = make('code', { id: 'key' });
  const copy = button('Copy', () => void navigator.clipboard.writeText(key.textContent ?? ''));
  const codes = codeList();
  const requests = requestList();
  const executions = executionList();

  const body = make(
    'div',
    { id: 'world-body' },
    section(
      'Qrius',
      ...service.fields,
      make('div', { className: 'row' }, make('span', { className: 'caption' }, 'Working key'), key, copy),
    ),
    section('What goes wrong', ...faults.fields),
    section('Apps Script', ...script.fields),
    codes.element,
    requests.element,
    executions.element,
  );
  const fold = make('button', { id: 'fold', aria: { controls: 'world-body' } });
  const setFolded = (folded: boolean) => {
    body.hidden = folded;
    fold.setAttribute('aria-expanded', String(!folded));
    fold.replaceChildren(make('span', {}, 'World'), make('span', { className: 'arrow' }, folded ? '‹' : '›'));
    byId('world').classList.toggle('folded', folded);
  };
  fold.onclick = () => setFolded(!body.hidden);
  setFolded(innerWidth < ROOMY_PX);
  byId('world').append(fold, body);
  return {
    hear: (news) => {
      if (news.kind === 'service') {
        service.show(news.service);
        faults.show(news.service);
        codes.show(news.service);
        requests.show(news.service);
        key.textContent = news.service.key;
      }
      if (news.kind === 'executions') {
        script.show(news.executions);
        executions.show(news.executions);
        const { running } = news.executions;
        byId('doing').textContent = running.length === 0 ? '' : `Running ${running.at(-1)}…`;
      }
    },
  };
}
