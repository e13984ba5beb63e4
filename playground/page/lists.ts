// The live lists of the drawer: the account's codes, the requests, the executions.
import type { ExecutionsView, ExecutionView, ServiceView } from '../server/messages';
import { make } from './dom';
import { scanButton } from './scan';
import { stage } from './state';

interface List<View> {
  element: HTMLElement;
  show(view: View): void;
}

/** A list that can be folded, with the number of its entries in its title. */
function foldable(title: string, open: boolean) {
  const count = make('span', { className: 'count' }, '0');
  // It scrolls: the keyboard must get there.
  const list = make('ul', { tabIndex: 0, aria: { label: title } });
  const element = make('details', { open }, make('summary', {}, title, count), list);
  const fill = (total: number, entries: HTMLElement[]) => {
    count.textContent = String(total);
    list.replaceChildren(...entries);
  };
  return { element, fill };
}

const clock = (at: number) => new Date(at).toLocaleTimeString('en-GB');

export function codeList(): List<ServiceView> {
  const { element, fill } = foldable('Codes', true);
  const show = ({ codes }: ServiceView) =>
    fill(
      codes.length,
      codes
        .toReversed()
        .map(({ id, name, shortUrl, imageUrl, destinationUrl, visits }) =>
          make(
            'li',
            { className: 'code' },
            make('img', { src: imageUrl, alt: '', loading: 'lazy' }),
            make(
              'div',
              {},
              make('strong', {}, name),
              make('a', { href: shortUrl, target: '_blank', rel: 'noreferrer' }, new URL(shortUrl).pathname),
              make(
                'span',
                { className: 'goal' },
                `${destinationUrl} · ${visits} ${visits === 1 ? 'scan' : 'scans'} here`,
              ),
            ),
            scanButton(id, 'Scan', `Scan this code: ${name}`),
          ),
        ),
    );
  return { element, show };
}

/** What became of a request, and whether it is good news. */
function fate(status: number, connection: string): { text: string; className: string } {
  if (connection !== 'kept') return { text: 'dropped', className: 'bad' };
  return { text: String(status), className: status < 400 ? 'good' : 'bad' };
}

export function requestList(): List<ServiceView> {
  const { element, fill } = foldable('Requests', false);
  const show = ({ requests, requestCount }: ServiceView) =>
    fill(
      requestCount,
      requests.map(({ at, method, path, status, connection, slug }) => {
        const { text, className } = fate(status, connection);
        return make(
          'li',
          { className: 'line' },
          make('time', {}, clock(at)),
          make('span', { className: 'what' }, `${method} ${path}${slug === null ? '' : ` ${slug}`}`),
          make('b', { className }, text),
        );
      }),
    );
  return { element, show };
}

function executionLine({ functionName, user, outcome, error, ms, log }: ExecutionView): HTMLElement {
  const name = user === stage.people[0]?.id ? functionName : `${functionName} (${user})`;
  const line = make(
    'li',
    { className: 'line' },
    make('time', {}, `${(ms / 1000).toFixed(1)} s`),
    make('span', { className: 'what' }, name),
    make('b', { className: outcome === 'returned' ? 'good' : 'bad' }, outcome),
  );
  for (const text of [...(error === null ? [] : [error]), ...log]) line.append(make('pre', {}, text));
  return line;
}

export function executionList(): List<ExecutionsView> {
  const { element, fill } = foldable('Executions', false);
  const show = ({ ended }: ExecutionsView) => fill(ended.length, ended.map(executionLine));
  return { element, show };
}
