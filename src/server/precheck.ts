// What a job would do, shown before anything is sent: the check of rows, the preview of a change, codes to import.
import { notePlan } from '../google/connection';
import { planCapacity } from '../jobs/account';
import { inspectChange } from '../jobs/change/inspect';
import { previewOf } from '../jobs/change/preview';
import { createFingerprint, inspectRows } from '../jobs/create/inspect';
import { noneSelected, tooMany } from '../jobs/create/plan';
import { runTime } from '../jobs/estimate';
import { importFingerprint, missingIn } from '../jobs/import/missing';
import { besideUsers, CODE_COLUMNS, requireTable } from '../jobs/table/columns';
import type { Preview } from '../shared/contract/change';
import type { Check } from '../shared/contract/create';
import type { Input, Output } from '../shared/contract/methods';
import { MAX_FAULTS, MAX_FIXES } from '../shared/contract/sheet';
import { UserError } from '../shared/errors';
import { textsBy } from '../shared/texts';
import { fixesOf, repeatedRows } from '../table/check';
import { faultOf, type Row } from '../table/rows';
import { slugRows } from '../table/slugs';
import { planContext } from './context';
import { createScope, targetOf } from './requests';
import * as words from './words';

/** Looks at every row, and asks Qrius how many codes the plan still allows. Creates nothing. */
export function check(asked: Input<'checkRows'>): Check {
  const context = planContext('create');
  const { ports, client, table, plan: known } = context;
  const open = requireTable(table);
  const scope = createScope(asked);
  const found = inspectRows(context, open, scope);
  const refused = noneSelected(found, scope) ?? tooMany(found.valid);
  if (refused) throw refused;
  const { plan, left } = planCapacity(client, known);
  // It may have been changed at Qrius since the key was set.
  if (plan !== null && plan !== known) notePlan(plan);
  const faults = found.invalid.map(({ row, reason }) => faultOf(row, reason));
  const slugs = slugRows(open.rows);
  const fixes = fixesOf(
    found.invalid.map(({ row }) => row),
    slugs,
  );
  const skipped = found.skipped.map((row) => faultOf(row, words.skipped(row.skip)));
  const repeated = repeatedRows(found.valid).map(({ row, sentence }) => faultOf(row, sentence));
  return {
    valid: found.valid.length,
    example: exampleOf(found.valid[0]),
    already: found.already,
    hidden: found.hidden,
    deleted: found.deleted,
    unconfirmed: found.valid.filter(({ mark }) => mark.kind === 'doubt').length,
    invalid: faults.slice(0, MAX_FAULTS),
    invalidCount: faults.length,
    doubtful: found.doubtful,
    fixes: fixes.slice(0, MAX_FIXES).map(({ row, ...fix }) => ({ row: row.index + 1, ...fix })),
    skipped: skipped.slice(0, MAX_FAULTS),
    skippedCount: skipped.length,
    repeated: repeated.slice(0, MAX_FAULTS),
    repeatedCount: repeated.length,
    beside: besideUsers(open, CODE_COLUMNS),
    capacity: left,
    plan,
    runMs: runTime(Math.min(found.valid.length, left ?? Infinity), client.throttle(), ports.clock.now()),
    fingerprint: createFingerprint(ports.store.me, found.valid),
  };
}

const exampleOf = (row: Row | undefined): Check['example'] =>
  row
    ? {
        row: row.index + 1,
        name: row.name,
        destination: row.destination,
        slug: row.slug,
        tags: row.tags,
        ...textsBy((text) => row[text]),
      }
    : null;

/** Compares with Qrius, and says what a change would do. Changes nothing. */
export function preview(input: Input<'previewChange'>): Preview {
  const context = planContext('change');
  const seen = inspectChange(context, targetOf(input));
  if (seen instanceof UserError) throw seen;
  return previewOf(seen, input.request, context.client.throttle(), context.ports.clock.now());
}

/** How many codes of the account are in no row of the sheet, or in one that has hardly more than their ID. */
export function countImportable(): Output<'countImportable'> {
  const { ports, client, table } = planContext('import');
  const missing = missingIn(client.allCodes(), table?.rows ?? []);
  return {
    codes: missing.codes.length + missing.incomplete.length,
    fingerprint: importFingerprint(ports.store.me, missing),
  };
}
