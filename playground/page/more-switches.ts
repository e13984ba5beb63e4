// The switches for developers: how exactly the service answers, and any fault for any request.
import type { ServiceView } from '../server/messages';
import { make } from './dom';
import { button, choice, post } from './switches';

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

/** Dialect, latency and headers of the service. */
export function serviceSwitches() {
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
    dialect.select.value = service.dialect;
    headers.checked = service.rateHeaders;
    if (document.activeElement !== latency) latency.value = String(service.latencyMs);
  };
  const fields = [
    dialect.field,
    make('label', {}, make('span', { className: 'caption' }, 'Latency, ms'), latency),
    make('label', {}, make('span', { className: 'caption' }, 'Rate headers'), headers),
  ];
  return { fields, show };
}

/** What strikes the next request. */
export function faultSwitches(): HTMLElement[] {
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
  const add = button('Add', () =>
    post('fault', { fault: fault.select.value, creation: which.select.value === 'creation' }),
  );
  const early = button('Google stops the script while a job starts', () => post('kill', { early: true }));
  return [which.select, fault.select, make('div', { className: 'row end' }, add), early];
}
