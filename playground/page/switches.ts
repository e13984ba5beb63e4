// The switches of the world: each one posts to the server, and shows what the server says of it.
import type { ExecutionsView, ServiceView } from '../server/messages';
import { make } from './dom';
import { ask } from './door';
import { here, reopen } from './state';

/** What can go wrong, in the order of the list; the names are those of the server's switches. */
const FAULTS: Array<[name: string, label: string]> = [
  ['dropAfter', 'is done, but the connection drops'],
  ['dropBefore', 'meets a dropped connection'],
  ['error', 'gets an error 500'],
  ['errorAfter', 'is done, but gets an error 500'],
  ['page', 'gets a gateway’s HTML page (502)'],
  ['cutBody', 'is done, but the answer is cut off'],
  ['emptyBody', 'is done, but the answer is empty'],
  ['limit', 'meets the rate limit for 5 s'],
  ['slow', 'takes 3 s longer'],
  ['revokeKey', 'finds its key revoked'],
];

const post = (path: string, body: Record<string, unknown> = {}) => void ask(`/world/${path}`, body);

type Options = Array<readonly [value: string, label: string]>;

function choice(label: string, options: Options, chosen: (value: string) => void) {
  const select = make('select', { onchange: () => chosen(select.value) });
  for (const [value, text] of options) select.append(make('option', { value }, text));
  return { select, field: make('label', {}, make('span', { className: 'caption' }, label), select) };
}

export const button = (label: string, onclick: () => void) =>
  make('button', { type: 'button', onclick }, label);

/** Plan, dialect, latency and headers of the service. */
export function serviceSwitches() {
  const plan = choice(
    'Plan',
    [
      ['FREE', 'FREE – 5 codes, 10 a minute'],
      ['PRO', 'PRO – 50 codes, 100 a minute'],
      ['BUSINESS', 'BUSINESS – 250 codes, 10,000 a minute'],
    ],
    (value) => post('plan', { plan: value }),
  );
  const dialect = choice(
    'Dialect',
    [
      ['guide', 'flat, as in the bulk guide'],
      ['reference', 'enveloped, as in the reference'],
    ],
    (value) => post('dialect', { dialect: value }),
  );
  const headers = make('input', {
    type: 'checkbox',
    onchange: () => post('rateHeaders', { on: headers.checked }),
  });
  const latency = make('input', { type: 'number', min: '0', max: '60000', step: '100' });
  latency.onchange = () => post('latency', { ms: latency.valueAsNumber });
  const show = (service: ServiceView) => {
    plan.select.value = service.plan;
    dialect.select.value = service.dialect;
    headers.checked = service.rateHeaders;
    if (document.activeElement !== latency) latency.value = String(service.latencyMs);
  };
  const fields = [
    plan.field,
    dialect.field,
    make('label', {}, make('span', { className: 'caption' }, 'Latency, ms'), latency),
    make('label', {}, make('span', { className: 'caption' }, 'Rate headers'), headers),
  ];
  return { fields, show };
}

/** What strikes the next request. */
export function faultSwitches() {
  const fault = choice('', FAULTS, () => undefined);
  const which = choice(
    '',
    [
      ['creation', 'The next creation'],
      ['any', 'The next request'],
    ],
    () => undefined,
  );
  fault.select.ariaLabel = 'What goes wrong';
  which.select.ariaLabel = 'Which request';
  const waiting = make('span', { className: 'waiting' });
  const add = button('Add', () =>
    post('fault', { fault: fault.select.value, creation: which.select.value === 'creation' }),
  );
  const clear = button('Clear', () => post('noFaults'));
  const show = ({ faults }: ServiceView) => {
    waiting.textContent =
      faults === 0 ? 'Nothing will go wrong' : `${faults} ${faults === 1 ? 'fault waits' : 'faults wait'}`;
    clear.hidden = faults === 0;
  };
  return {
    fields: [which.select, fault.select, make('div', { className: 'row' }, waiting, clear, add)],
    show,
  };
}

/** Who one is, how the document was opened, and the deeds that befall Apps Script. */
export function scriptSwitches(closeSidebar: () => void) {
  const kill = button('Kill the next execution', () => post('kill'));
  kill.title = 'After its first batch was sent, before anything of the answers is written';
  const user = choice(
    'You are',
    [
      ['you', 'the owner (you)'],
      ['colleague', 'a colleague'],
    ],
    (value) => reopen({ user: value }),
  );
  const mode = choice(
    'Authorised',
    [
      ['FULL', 'fully'],
      ['LIMITED', 'for the open document'],
      ['NONE', 'for nothing yet'],
    ],
    (value) => reopen({ authMode: value }),
  );
  user.select.value = here.user;
  mode.select.value = here.authMode;
  const show = ({ killing }: ExecutionsView) => {
    kill.ariaPressed = String(killing);
    kill.textContent = killing ? 'The next execution will be killed' : 'Kill the next execution';
    kill.disabled = killing;
  };
  const deeds = make(
    'div',
    { className: 'deeds' },
    kill,
    button('Jump one hour', () => post('hour')),
    button('Jump one day', () => post('day')),
    button('Close the sidebar', closeSidebar),
  );
  return { fields: [user.field, mode.field, deeds], show };
}
