// What the page knows of the document and of its own user.
import type { DocumentView, SheetView } from '../server/messages';

/** Who looks at the document, and how it was opened: both stand in the address, so that two windows can be two people. */
export const here = (() => {
  const query = new URLSearchParams(location.search);
  return { user: query.get('user') ?? 'you', authMode: query.get('auth') ?? 'FULL' };
})();

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

/** The sheet that is looked at; the first one where it has been deleted. */
export function activeSheet(): SheetView | undefined {
  const { sheets } = view.document;
  return sheets.find(({ name }) => name === view.active) ?? sheets[0];
}
