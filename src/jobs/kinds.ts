// The kinds of jobs. A new one is a folder beside these, and a line here.
import type { JobKindName } from '../shared/contract/job';
import { changeKind } from './change/kind';
import { createKind } from './create/kind';
import { importKind } from './import/kind';
import type { JobKind } from './kind';
import { refreshKind } from './refresh/kind';

export const KINDS: Record<JobKindName, JobKind> = {
  create: createKind,
  change: changeKind,
  import: importKind,
  refresh: refreshKind,
};

export const KIND_NAMES = Object.keys(KINDS) as JobKindName[];
