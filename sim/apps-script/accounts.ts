// What Google, an admin or the user has settled for one account: scopes, hosts, language, the page, the trigger budget.

/** Plain data; a user may begin with it, and the event `account` changes it. Absent fields restrict nothing. */
export interface Account {
  /**
   * Scopes that the user unticked on the consent screen, without the common prefix ("script.external_request"). Each call
   * that needs one throws (docs/facts/apps-script.md#granular-consent, granular consent).
   */
  deniedScopes?: string[];
  /** Hosts that the admin lets UrlFetchApp reach (docs/facts/apps-script.md#admin-allowlist); absent: all. */
  urlAllowlist?: string[];
  /**
   * What becomes of calls of the page: with several accounts signed in they run as another one, and after hours idle they
   * fail (docs/facts/apps-script.md#sidebar-call-errors). null: as usual.
   */
  page?: { runsAs: string } | { fails: string } | null;
  /** Language of Google's error texts; 'en' and 'de' are modelled. */
  language?: string;
  /** Running time that all triggers of the user have in 24 hours, milliseconds (TRIGGER_BUDGET_MS); absent: no limit. */
  triggerBudgetMs?: number;
}

/** Things that happen to a world outside its sheets, as data. */
export type WorldEvent =
  | { kind: 'account'; user: string; set: Account }
  /** Google disables triggers; they are still listed and never fire (docs/facts/apps-script.md#disabled-triggers). Absent user: everybody's. */
  | { kind: 'disableTriggers'; user?: string }
  /** A user presses "Allow access" for pictures from elsewhere, once in a document (docs/facts/apps-script.md#image-formulas). */
  | { kind: 'allowImages'; allowed: boolean };

/** What of a world's state the events change. */
interface Changeable {
  accounts: Record<string, Account>;
  triggers: Array<{ userId: string; disabled?: boolean }>;
  document: { imagesAllowed: boolean } | null;
}

export const accountOf = (state: Pick<Changeable, 'accounts'>, userId: string): Account =>
  state.accounts[userId] ?? {};

const EVENTS = ['account', 'disableTriggers', 'allowImages'];

export const isEvent = (action: { kind: string }): action is WorldEvent => EVENTS.includes(action.kind);

/** Lets an event happen. */
export function applyEvent(state: Changeable, event: WorldEvent): void {
  if (event.kind === 'account') {
    state.accounts[event.user] = { ...accountOf(state, event.user), ...event.set };
    return;
  }
  if (event.kind === 'allowImages') {
    if (state.document) state.document.imagesAllowed = event.allowed;
    return;
  }
  for (const trigger of state.triggers)
    if (event.user === undefined || event.user === trigger.userId) trigger.disabled = true;
}
