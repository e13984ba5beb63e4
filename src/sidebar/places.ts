// The places of the page, and which the menu leads to.
import type { View as Entry } from '../wire/contract';
import { type Draft, newDraft } from './change-draft';

/** Where the user wants to be; a job under way and a missing key come first. */
export type Place = 'home' | 'check' | 'changes' | 'connect' | 'result';

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
