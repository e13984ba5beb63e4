// What the page knows of the document, of the people who share it, and of its own user.
import type { ChartView, DocumentView, SheetView, StageView } from '../server/messages';

/** Who looks at the document, and how it was opened: both stand in the address, so that two windows can be two people. */
export const here = { user: '', authMode: '' };

export const stage: StageView = { people: [], kind: 'bound' };

/** Learns who is there, and who of them this page is. */
export async function arrive(): Promise<void> {
  Object.assign(stage, (await (await fetch('/stage')).json()) as StageView);
  const query = new URLSearchParams(location.search);
  const [first] = stage.people;
  here.user = query.get('user') ?? first?.id ?? '';
  // Google runs onOpen with LIMITED authorisation, and with none where an add-on was not used in the document before.
  here.authMode = (stage.kind === 'addon' && query.get('auth')) || 'LIMITED';
}

/** The name of somebody who shares the document. */
export const nameOf = (user: string): string => stage.people.find(({ id }) => id === user)?.name ?? user;

/** Opens the document again, as somebody else or with another authorisation. */
export function reopen(changes: Partial<typeof here>): void {
  const { user, authMode } = { ...here, ...changes };
  location.search = new URLSearchParams({ user, auth: authMode }).toString();
}

export const view: { document: DocumentView; active: string; ranges: string[] } = {
  document: { name: '', sheets: [], asksForAccess: false },
  active: '',
  ranges: ['A1'],
};

/** The charts of all sheets. */
export const charts: { all: ChartView[] } = { all: [] };

/** The sheet that is looked at; the first one where it has been deleted. */
export function activeSheet(): SheetView | undefined {
  const { sheets } = view.document;
  return sheets.find(({ name }) => name === view.active) ?? sheets[0];
}
