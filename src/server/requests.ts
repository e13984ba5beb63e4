// What the page asks for becomes a job request for the sheet that the user looks at.
import { loadUser } from '../google/connection';
import { loadOverrides } from '../google/overrides';
import { activeSheetId, selectedRows } from '../google/selection';
import { sheetName } from '../google/spreadsheet';
import type { ChangeTarget } from '../jobs/change/inspect';
import { changeRequest } from '../jobs/change/request';
import type { CreateScope } from '../jobs/create/inspect';
import { createRequest } from '../jobs/create/plan';
import { importRequest } from '../jobs/import/kind';
import type { JobRequest } from '../jobs/kind';
import { KINDS } from '../jobs/kinds';
import { ANY_AGE } from '../jobs/ports';
import { load } from '../jobs/record';
import { refreshRequest } from '../jobs/refresh/request';
import type { Input } from '../shared/contract/methods';
import type { Scope } from '../shared/contract/sheet';
import { storeOf } from './context';

/** Whether a row (0-based) is asked for. */
const inScopeOf = (scope: Scope): ((index: number) => boolean) =>
  scope === 'sheet' ? () => true : selectedRows();

export const placeOf = (sheetId: number): Pick<JobRequest, 'sheetId' | 'overrides'> => ({
  sheetId,
  overrides: loadOverrides(sheetId),
});

const here = () => placeOf(activeSheetId());

/** Which rows codes are asked for. */
export const createScope = ({ scope, ...also }: Input<'checkRows'>): CreateScope => ({
  ...also,
  inScope: inScopeOf(scope),
  selected: scope === 'selection',
});

/** @param checked the fingerprint of the check that the user saw; null where there was none. */
export const createOf = (
  { conflict, images, rowHeight = 'none', most, ...scope }: Input<'createCodes'>,
  checked: string | null,
): JobRequest =>
  createRequest(here(), {
    ...createScope(scope),
    choices: { conflict, images, rowHeight },
    most,
    checked,
  });

/** Which rows a change is for. */
export const targetOf = ({ request, scope, hidden }: Input<'previewChange'>): ChangeTarget => ({
  asked: request,
  inScope: inScopeOf(scope),
  hidden,
  lastRun: lastRun(activeSheetId()),
});

export const changeOf = ({ deletes, targetFingerprint, ...input }: Input<'changeCodes'>): JobRequest =>
  changeRequest(here(), { ...targetOf(input), deletes, targetFingerprint });

function lastRun(sheetId: number): ChangeTarget['lastRun'] {
  const user = loadUser();
  const { job: last } = load(storeOf(user), ANY_AGE);
  if (!last) return null;
  const { id, owner, kind, counts } = last;
  return {
    job: id,
    isLogged: owner === user.id && KINDS[kind].logs && counts.done > 0,
    sheet: last.sheetId === sheetId ? null : sheetName(last.sheetId),
  };
}

/** @param counted the fingerprint of the count that the user saw; null where there was none. */
export const importOf = (input: Input<'importCodes'>, counted: string | null): JobRequest =>
  importRequest(here(), { rowHeight: input?.rowHeight ?? 'none' }, counted);

/** @param seen the fingerprint of the codes that the user saw counted; null where there was none. */
export const refreshOf = ({ scope }: Input<'refreshScans'>, seen: string | null): JobRequest =>
  refreshRequest(here(), {
    seen,
    inScope: inScopeOf(scope),
    selected: scope === 'selection',
    once: false,
    last: [],
  });
