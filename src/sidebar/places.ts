// The places of the page, and which the menu leads to.
import type { View as Entry } from '../wire/contract';
import { type Draft, newDraft } from './change/draft';
import type { Choices } from './create/check';

/** Where the user wants to be; a job under way and a missing key come first. */
export type Place = 'home' | 'check' | 'changes' | 'scans' | 'connect' | 'result';

/** The places that follow the sheet while it is edited. */
export const LIVE: readonly Place[] = ['home', 'changes', 'scans'];

/** Where each item of the menu leads. */
export const PLACES: Record<Entry, Place> = {
  home: 'home',
  'check-selection': 'check',
  'check-sheet': 'check',
  'change-selection': 'changes',
  undo: 'changes',
  connect: 'connect',
};

/** What the menu begins with. Selected rows are meant, whatever is selected. */
export const entryDraft = (entry: Entry): Draft =>
  entry === 'undo' ? newDraft('undo') : newDraft(null, { scope: 'selection', hidden: false });

/** What the check begins with. */
export const entryChoices = (entry: Entry): Choices => ({
  scope: entry === 'check-selection' ? 'selection' : 'sheet',
  conflict: 'suffix',
  images: true,
});
