// A change while the user puts it together. Pure.
import type {
  ChangeKind,
  ChangeRequest,
  ChangeTarget,
  Choice,
  Preview,
  TagAction,
} from '../../shared/contract/change';
import type { SheetView } from '../../shared/contract/sheet';

/** What can be done with codes: change or import them, and look at what was done. */
export type Action = ChangeKind | 'import' | 'history';

export interface Draft {
  /** null until the user chooses. */
  action: Action | null;
  /** Where Back returns to. */
  from: 'home' | 'list' | 'history';
  /** The job to undo; null for the last one. */
  job: string | null;
  /** null until the user chooses. */
  reach: ChangeTarget | null;
  url: string;
  tagAction: TagAction;
  tags: string;
  /** Whose value is kept where sheet and Qrius differ. */
  choices: Choice[];
  /** The form is complete and its preview was asked for. */
  asked: boolean;
}

export const newDraft = (action: Action | null, reach: ChangeTarget | null = null): Draft => ({
  action,
  from: 'home',
  job: null,
  reach,
  url: '',
  tagAction: 'add',
  tags: '',
  choices: [],
  asked: false,
});

export const usualReach = (sheet: Pick<SheetView, 'selected'>): ChangeTarget => ({
  // One selected row may be all that is meant, and what is changed may be printed.
  scope: sheet.selected > 0 ? 'selection' : 'sheet',
  hidden: false,
});

/** Whether there is a form to fill in first. */
export const hasForm = (action: Action | null): boolean => action === 'destination' || action === 'tags';

/** The request for a preview; null while the form is incomplete, and for what changes no code. */
export function requestOf({ action, job, url, tagAction, tags, asked }: Draft): ChangeRequest | null {
  if (action === null || action === 'import' || action === 'history' || (hasForm(action) && !asked))
    return null;
  if (action === 'destination') return { kind: action, url: url.trim() };
  if (action === 'tags') return { kind: action, action: tagAction, tags };
  if (action === 'changed') return { kind: action, choices: [] };
  return action === 'undo' ? { kind: action, job } : { kind: action };
}

/** The request for the change itself: with the user's choices, and the job that the preview showed. */
export function finalRequest(request: ChangeRequest, { choices }: Draft, { undone }: Preview): ChangeRequest {
  if (request.kind === 'changed') return { kind: 'changed', choices };
  return request.kind === 'undo' ? { kind: 'undo', job: undone?.job ?? null } : request;
}
