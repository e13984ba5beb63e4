// The drawer beside the sheet: the switches, the codes to scan, and a look behind the scenes under More.
import type { News } from '../server/messages';
import { byId, make } from './dom';
import { codeList, executionList, requestList } from './lists';
import { faultSwitches, serviceSwitches } from './more-switches';
import { button, mishaps, planSwitch, scriptSwitches, timeSwitches } from './switches';

/** Below this width of the window the drawer begins folded, in pixels. */
const ROOMY_PX = 1600;
/** Where this tab keeps whether the drawer is folded: a reset and another user reload the page. */
const FOLDED = 'folded';

function section(title: string, ...children: Node[]): HTMLElement {
  return make('section', {}, make('h3', {}, title), ...children);
}

/** Builds the drawer. `hear` takes the news that it shows. */
export function makeWorld(): { hear(news: News): void } {
  const wrong = mishaps();
  const plan = planSwitch();
  const service = serviceSwitches();
  const key = make('code', { id: 'key' });
  const caption = make('span', { className: 'caption' }, 'API key');
  const copy = button('Copy', () => void navigator.clipboard.writeText(key.textContent ?? ''));
  const codes = codeList();
  const requests = requestList();
  const executions = executionList();
  const more = make(
    'details',
    { className: 'more' },
    make('summary', {}, 'More, for developers'),
    section('How Qrius answers', ...service.fields),
    section('What goes wrong', ...faultSwitches()),
    requests.element,
    executions.element,
  );
  const body = make(
    'div',
    { id: 'world-body' },
    section('What can go wrong', ...wrong.fields),
    section('Let time pass', ...timeSwitches()),
    section('Qrius account', plan.field, make('div', { className: 'row' }, caption, key, copy)),
    section('Sheet', ...scriptSwitches()),
    codes.element,
    more,
  );
  const fold = make('button', { id: 'fold', aria: { controls: 'world-body' } });
  const setFolded = (folded: boolean) => {
    body.hidden = folded;
    fold.setAttribute('aria-expanded', String(!folded));
    fold.replaceChildren(
      make('span', {}, 'Switches'),
      make('span', { className: 'arrow', ariaHidden: 'true' }, folded ? '‹' : '›'),
    );
    byId('world').classList.toggle('folded', folded);
  };
  fold.onclick = () => {
    setFolded(!body.hidden);
    sessionStorage.setItem(FOLDED, String(body.hidden));
  };
  const kept = sessionStorage.getItem(FOLDED);
  setFolded(kept === null ? innerWidth < ROOMY_PX : kept === 'true');
  byId('world').append(fold, body);
  return {
    hear: (news) => {
      if (news.kind === 'service') {
        wrong.showService(news.service);
        plan.show(news.service);
        service.show(news.service);
        codes.show(news.service);
        requests.show(news.service);
        key.textContent = news.service.key;
        caption.textContent = news.service.isKeyNew ? 'New API key' : 'API key';
      }
      if (news.kind === 'executions') {
        wrong.showExecutions(news.executions);
        executions.show(news.executions);
        const { running } = news.executions;
        byId('doing').textContent = running.length === 0 ? '' : `Running ${running.at(-1)}…`;
      }
    },
  };
}
