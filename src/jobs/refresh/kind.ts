// Refreshing scan counts: what the engine must know of it.
import { SCAN_ROLES } from '../../table/roles';
import { isNotFound } from '../../table/status';
import type { JobKind } from '../kind';
import { refreshDetails } from './request';
import { refreshSession } from './session';

export const refreshKind: JobKind = {
  name: 'refresh',
  // Numbers must be numbers and dates dates.
  reads: 'value',
  writesUserCells: false,
  logs: false,
  writes: SCAN_ROLES,
  // By it rows take their turn; columns that a user deleted stay deleted.
  needs: ['scansAsOf'],
  details: refreshDetails,
  isFault: ({ id, status }) => id !== '' && isNotFound(status),
  session: (run) => refreshSession(run, refreshDetails(run.job.details)),
};
