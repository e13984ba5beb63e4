// The switches for everybody: each one posts to the server, and shows what the server says of it.
import type { Deed, ExecutionsView, ServiceView } from '../server/messages';
import { make } from './dom';
import { ask } from './door';
import { here, reopen, stage } from './state';

export const post = (path: string, body: Record<string, unknown> = {}) => void ask(`/world/${path}`, body);

type Options = Array<readonly [value: string, label: string]>;

export function choice(label: string, options: Options, chosen: (value: string) => void) {
  const select = make('select', { onchange: () => chosen(select.value) });
  for (const [value, text] of options) select.append(make('option', { value }, text));
  return { select, field: make('label', {}, make('span', { className: 'caption' }, label), select) };
}

export const button = (label: string, onclick: () => void) =>
  make('button', { type: 'button', onclick }, label);

/** A switch that is on or off, with a line that says what it does. */
function toggle(label: string, says: string, turned: (on: boolean) => void) {
  const box = make('input', { type: 'checkbox', role: 'switch', onchange: () => turned(box.checked) });
  const note = make('small', {}, says);
  const field = make('label', { className: 'switch' }, make('span', {}, label, note), box);
  return { box, field };
}

const DEEDS: ReadonlyArray<readonly [deed: Deed, path: string, label: string, says: string]> = [
  ['kill', 'kill', 'Google stops the script', 'when codes are created or changed'],
  ['sort', 'colleague', 'A colleague sorts the sheet', 'while codes are created or changed'],
];

/** Single events that befall the next creation, under the names of the server's switches. */
const EVENTS: ReadonlyArray<readonly [fault: string, label: string]> = [
  ['dropAfter', 'The connection drops'],
  ['limit', 'Qrius asks to wait'],
  ['revokeKey', 'The API key is revoked'],
];

/** What can go wrong, in the words of somebody who uses a sheet. */
export function mishaps() {
  const slow = toggle('Slow connection', 'each answer of Qrius takes 3 seconds', (on) =>
    post('slow', { on }),
  );
  const deeds = DEEDS.map(([deed, path, label, says]) => ({
    deed,
    ...toggle(label, says, (on) => post(path, { on })),
  }));
  const events = make(
    'div',
    { className: 'deeds' },
    ...EVENTS.map(([fault, label]) => button(label, () => post('fault', { fault, creation: true }))),
  );
  const waiting = make('span', { className: 'waiting', role: 'status' });
  const clear = button('Clear', () => post('noFaults'));
  return {
    fields: [
      ...[slow, ...deeds].map(({ field }) => field),
      make('span', { className: 'caption wide' }, 'When the next code is created'),
      events,
      make('div', { className: 'row' }, waiting, clear),
    ],
    showService: ({ isSlow, faults }: ServiceView) => {
      slow.box.checked = isSlow;
      waiting.textContent =
        faults === 0
          ? 'Nothing else will go wrong'
          : `${faults} ${faults === 1 ? 'fault waits' : 'faults wait'} for the next request`;
      clear.hidden = faults === 0;
    },
    showExecutions: ({ armed }: ExecutionsView) => {
      for (const { deed, box } of deeds) box.checked = armed.includes(deed);
    },
  };
}

/** Lets time pass for script and service. */
export const timeSwitches = () => [
  make(
    'div',
    { className: 'deeds three' },
    button('1 minute', () => post('minute')),
    button('1 hour', () => post('hour')),
    button('1 day', () => post('day')),
  ),
];

/** The plan of the account. */
export function planSwitch() {
  const { select, field } = choice(
    'Plan',
    [
      ['FREE', 'FREE: 5 codes'],
      ['PRO', 'PRO: 50 codes'],
      ['BUSINESS', 'BUSINESS: 250 codes'],
    ],
    (value) => post('plan', { plan: value }),
  );
  return {
    field,
    show: ({ plan }: ServiceView) => {
      select.value = plan;
    },
  };
}

/** Who one is, and how the script came into the document. */
export function scriptSwitches(): HTMLElement[] {
  const user = choice(
    'You are',
    stage.people.map(({ id, name }) => [id, name] as const),
    (value) => reopen({ user: value }),
  );
  const kind = choice(
    'Installed as',
    [
      ['bound', 'script of this sheet'],
      ['addon', 'add-on'],
    ],
    (value) => post('reset', { kind: value }),
  );
  kind.select.title = 'Changing this resets the playground';
  const mode = choice(
    'Opened',
    [
      ['LIMITED', 'after it was used here'],
      ['NONE', 'for the first time here'],
    ],
    (value) => reopen({ authMode: value }),
  );
  user.select.value = here.user;
  kind.select.value = stage.kind;
  mode.select.value = here.authMode;
  return [user.field, kind.field, ...(stage.kind === 'addon' ? [mode.field] : [])];
}
