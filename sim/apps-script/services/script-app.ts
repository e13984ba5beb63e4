// ScriptApp: authorisation, and clock triggers kept as data.

import { randomUuid } from '../../random';
import { enumeration, enumMember, make, stateOf } from '../facade';
import type { Handles, TriggerDraft } from '../handles';
import { TRIGGERS_PER_USER } from '../limits';
import { grantedScopes, mustAuthorise } from '../permissions';
import { Refusal } from '../refusal';
import type { TriggerState } from '../state';
import { nextFiring } from '../triggers';
import type { Execution, FacadeClass } from '../types';
import { handle, method, text, whole } from './methods';

const HOUR_MS = 3_600_000;

/** Said when an add-on makes a second clock trigger for a user and a document (docs/facts/apps-script.md#add-on-triggers). */
const TOO_MANY_IN_ADDON =
  'This add-on has created too many time-based triggers in this document for this Google user account.';

function create(x: Execution, { handler, everyMs, delayMs }: TriggerDraft): object {
  const { triggers, random } = x.core.state;
  const own = triggers.filter(({ userId }) => userId === x.user.id);
  if (x.core.kind === 'addon' && own.length > 0) throw new Refusal(TOO_MANY_IN_ADDON);
  if (own.length >= TRIGGERS_PER_USER) {
    throw new Refusal(
      'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
    );
  }
  // Assumed wording; that an add-on's trigger runs at most once an hour is documented (docs/facts/apps-script.md#add-on-triggers).
  if (x.core.kind === 'addon' && everyMs > 0 && everyMs < HOUR_MS) {
    throw new Refusal('Add-on time-based triggers cannot run more often than once per hour.');
  }
  const id = randomUuid(random);
  const now = x.core.now();
  const dueAt = everyMs > 0 ? nextFiring(x.core, now, everyMs) : now + delayMs;
  triggers.push({ id, userId: x.user.id, handler, everyMs, dueAt, spent: false });
  return make(x, 'Trigger', { id });
}

/** Keeps the draft and sets when it fires. */
function timing(set: (draft: TriggerDraft, value: number) => void) {
  return handle<TriggerDraft>((x, draft, value) => {
    set(draft, whole(value, 'n'));
    return make(x, 'ClockTriggerBuilder', draft);
  });
}

export const clockTriggerBuilderClass: FacadeClass<TriggerDraft> = {
  name: 'ClockTriggerBuilder',
  permission: 'triggers',
  methods: {
    everyHours: timing((draft, hours) => {
      draft.everyMs = hours * HOUR_MS;
    }),
    everyMinutes: timing((draft, minutes) => {
      if (![1, 5, 10, 15, 30].includes(minutes))
        throw new Refusal('The value you passed to everyMinutes was invalid.');
      draft.everyMs = minutes * 60_000;
    }),
    // Whether an add-on may ask for less than an hour is unconfirmed (docs/facts/apps-script.md#short-add-on-delays); this world allows it.
    after: timing((draft, ms) => {
      draft.delayMs = ms;
    }),
    create: method('triggers', create),
  },
};

export const triggerBuilderClass: FacadeClass<{ handler: string }> = {
  name: 'TriggerBuilder',
  permission: 'triggers',
  methods: {
    timeBased: handle((x, { handler }) =>
      make(x, 'ClockTriggerBuilder', { handler, everyMs: 0, delayMs: 0 }),
    ),
  },
};

function triggerOf(x: Execution, { id }: { id: string }): TriggerState {
  const trigger = x.core.state.triggers.find((candidate) => candidate.id === id);
  if (!trigger) throw new Refusal(`Trigger not found: ${id}`);
  return trigger;
}

export const triggerClass: FacadeClass<{ id: string }> = {
  name: 'Trigger',
  permission: 'triggers',
  methods: {
    getUniqueId: handle((_, { id }) => id),
    getHandlerFunction: handle((x, self) => triggerOf(x, self).handler),
    getEventType: handle((x) => enumMember(x, 'EventType', 'CLOCK')),
    getTriggerSource: handle((x) => enumMember(x, 'TriggerSource', 'CLOCK')),
    // null for clock triggers (docs/facts/apps-script.md#trigger-event).
    getTriggerSourceId: handle(() => null),
  },
};

export const authorizationInfoClass: FacadeClass<Handles['AuthorizationInfo']> = {
  name: 'AuthorizationInfo',
  permission: 'session',
  methods: {
    getAuthorizationStatus: handle((x, { scopes }) =>
      enumMember(x, 'AuthorizationStatus', mustAuthorise(x, scopes) ? 'REQUIRED' : 'NOT_REQUIRED'),
    ),
    getAuthorizationUrl: handle((x, { scopes }) =>
      mustAuthorise(x, scopes) ? 'https://script.google.com/authorise-this-world' : null,
    ),
    getAuthorizedScopes: handle((x) =>
      x.realm.list(x.core.state.unauthorised.includes(x.user.id) ? [] : grantedScopes(x)),
    ),
  },
};

export const scriptAppClass: FacadeClass<null> = {
  name: 'ScriptApp',
  permission: 'triggers',
  fields: {
    AuthMode: enumeration('AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']),
    AuthorizationStatus: enumeration('AuthorizationStatus', ['REQUIRED', 'NOT_REQUIRED']),
    // ScriptApp reference, InstallationSource.
    InstallationSource: enumeration('InstallationSource', [
      'APPS_MARKETPLACE_DOMAIN_ADD_ON',
      'NONE',
      'WEB_STORE_ADD_ON',
    ]),
    EventType: enumeration('EventType', ['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE']),
    TriggerSource: enumeration('TriggerSource', ['SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR']),
  },
  methods: {
    getScriptId: handle(() => 'script-of-this-world', 'session'),
    // NONE for a script that is no add-on (ScriptApp reference, getInstallationSource).
    getInstallationSource: handle(
      (x) => enumMember(x, 'InstallationSource', x.core.kind === 'addon' ? 'WEB_STORE_ADD_ON' : 'NONE'),
      'session',
    ),
    // Without scopes all of the script's are meant (ScriptApp reference, getAuthorizationInfo).
    getAuthorizationInfo: handle((x, _, __, scopes) => {
      const asked = Array.isArray(scopes) ? Array.from(scopes, String) : undefined;
      return make(x, 'AuthorizationInfo', asked === undefined ? {} : { scopes: asked });
    }, 'session'),
    newTrigger: handle((x, _, handler) =>
      make(x, 'TriggerBuilder', { handler: text(handler, 'functionName') }),
    ),
    // Only the user's own triggers (docs/facts/apps-script.md#trigger-owner).
    getProjectTriggers: method('triggers', (x) => {
      const own = x.core.state.triggers.filter(({ userId }) => userId === x.user.id);
      return x.realm.list(own.map(({ id }) => make(x, 'Trigger', { id })));
    }),
    deleteTrigger: method('triggers', (x, _, trigger) => {
      const { triggers } = x.core.state;
      triggers.splice(triggers.indexOf(triggerOf(x, stateOf(trigger) as { id: string })), 1);
    }),
  },
};
