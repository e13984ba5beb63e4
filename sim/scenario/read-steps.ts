// Reads what happens in a scenario: its steps with their buttons, and what may happen meanwhile.
import type { ChangeRequest, Choice } from '../../src/shared/contract/change';
import type { Every } from '../../src/shared/contract/schedule';
import { TEXTS } from '../../src/shared/texts';
import { registry } from '../apps-script/services/registry';
import type { Fault as ApiFault, FaultAction } from '../qrius/faults';
import {
  all,
  kinds,
  may,
  must,
  number,
  object,
  oneKey,
  orNull,
  type Read,
  refuse,
  texts,
  words,
  yesOrNo,
} from './read';
import { ranges, tamper, userEdit, worldEvent } from './read-edits';
import type { Button, Disturbance, During, Step } from './scenario';

const scope = may(words('selection', 'sheet'));

const change: Read<ChangeRequest> = kinds<ChangeRequest>({
  destination: { url: must(texts) },
  tags: { action: must(words('add', 'remove', 'set')), tags: must(texts) },
  changed: {
    choices: must(
      all(
        object<Choice>({
          id: must(texts),
          field: must(words('destination', 'name', 'tags', ...TEXTS)),
          keep: must(words('mine', 'theirs')),
        }),
      ),
    ),
  },
  undo: { job: must(orNull(texts)) },
  column: {},
  'tags-column': {},
  pause: {},
  activate: {},
  delete: {},
});

const button: Read<Button> = kinds<Button>({
  create: {
    scope,
    conflict: may(words('suffix', 'stop', 'mine')),
    images: may(yesOrNo),
    most: may(number()),
  },
  refresh: { scope },
  change: { request: must(change), scope, hidden: may(yesOrNo), deletes: may(orNull(number())) },
  retry: {},
  import: {},
  continue: {},
  stop: {},
  undo: {},
});

const user = may(texts);

/** The service calls of the world, as `Range.setValues`. */
const CALLS: ReadonlySet<string> = new Set(
  Object.values(registry).flatMap(({ name, methods }) =>
    Object.keys(methods).map((method) => `${name}.${method}`),
  ),
);

const callName: Read<string> = (value, path) => {
  const name = texts(value, path);
  return CALLS.has(name) ? name : refuse(path, 'must be a service call of the world, as “Range.setValues”');
};

const disturbance: Read<Disturbance> = object<Disturbance>({
  execution: may(number(1)),
  at: must(
    oneKey<Disturbance['at']>({
      k: object<{ k: number }>({ k: must(number(1)) }),
      name: object<{ name: string; nth: number }>({ name: must(callName), nth: must(number(1)) }),
    }),
  ),
  when: must(words('before', 'after')),
  do: must(
    kinds<Disturbance['do']>({
      throw: { message: must(texts) },
      kill: { pendingWrites: must(words('lost', 'applied')) },
      killInSet: { after: must(number(1)), from: must(words('first', 'last')) },
      edit: { user, edit: must(userEdit) },
      tamper: { user, what: must(tamper) },
      event: { event: must(worldEvent) },
      press: { user, button: must(button) },
    }),
  ),
});

const answer: Read<ApiFault> = object<Omit<ApiFault, 'seen'>>({
  at: must(object<ApiFault['at']>({ nth: must(number(1)), method: may(texts), path: may(texts) })),
  do: must(
    kinds<FaultAction>({
      delay: { ms: must(number()) },
      status: {
        status: must(number(100)),
        html: may(yesOrNo),
        after: may(yesOrNo),
        message: may(texts),
        retryAfter: may(number()),
      },
      doneLater: { ms: must(number()), status: may(number(100)) },
      429: { retryAfter: must(number()) },
      loginPage: {},
      firewallPage: {},
      loginRedirect: {},
      cutBody: {},
      emptyBody: {},
      formerId: {},
      dropBefore: {},
      dropAfter: {},
      revokeKey: {},
    }),
  ),
});

const during = { disturbances: may(all(disturbance)), answers: may(all(answer)) } satisfies Record<
  keyof During,
  unknown
>;

const hour = must(number());
const every: Read<Every> = kinds<Every>({
  hour: {},
  sixHours: {},
  day: { hour },
  week: { weekday: must(words(1, 2, 3, 4, 5, 6, 7)), hour },
});

/** Who does it, and where. */
const who = { user, document: may(words('original', 'copy')) };

/** One step. */
export const step: Read<Step> = kinds<Step>({
  press: {
    ...who,
    button: must(button),
    select: may(object<{ sheet?: string; ranges: string[] }>({ sheet: may(texts), ranges: must(ranges) })),
    between: may(all(userEdit)),
    slices: may(number(1)),
    ...during,
  },
  settle: { ...who, ...during },
  open: { ...who, ...during },
  connect: { ...who, account: may(number()), newKey: may(yesOrNo) },
  schedule: { ...who, every: must(orNull(every)), switches: must(yesOrNo) },
  approve: who,
  edit: { ...who, edit: must(userEdit) },
  tamper: { ...who, what: must(tamper) },
  event: { ...who, event: must(worldEvent) },
  advance: { ...who, minutes: must(number(1)), ...during },
  copyDocument: who,
  atQrius: {
    ...who,
    name: must(texts),
    set: must(
      orNull(
        object<NonNullable<Extract<Step, { kind: 'atQrius' }>['set']>>({
          name: may(texts),
          destinationUrl: may(texts),
          tags: may(all(texts)),
          paused: may(yesOrNo),
        }),
      ),
    ),
  },
});
