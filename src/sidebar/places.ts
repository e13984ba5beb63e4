// The places of the page, and where each menu item opens it.
import type { View as Entry } from '../shared/contract/methods';
import { type Draft, newDraft } from './change/draft';

/** Where the user is. A missing key and an active job come first. `schedule` is the view of scan counts, scrolled to the schedule. */
export type Place = 'home' | 'attention' | 'check' | 'changes' | 'scans' | 'schedule' | 'connect' | 'result';

/** Places that follow the sheet while it is edited. */
export const LIVE: readonly Place[] = ['home', 'attention', 'check', 'changes', 'scans', 'schedule'];

/** Places that count the selected rows. */
export const SCOPED: readonly Place[] = ['check', 'changes', 'scans', 'schedule'];

export const PLACES: Record<Entry, Place> = {
  home: 'home',
  'check-selection': 'check',
  'check-sheet': 'check',
  'change-selection': 'changes',
  undo: 'changes',
  connect: 'connect',
};

/** The change that a menu item starts with. Its rows are the selected ones, however many. */
export const firstDraft = (entry: Entry): Draft =>
  entry === 'undo' ? newDraft('undo') : newDraft(null, { scope: 'selection', hidden: false });
