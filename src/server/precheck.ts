// What a job would do, shown before anything is sent: the check of rows, the preview of a change, codes to import.
import { planCapacity } from '../jobs/account';
import { inspectChange } from '../jobs/change/inspect';
import { previewOf } from '../jobs/change/preview';
import { createFingerprint, inspectRows } from '../jobs/create/inspect';
import { runTime } from '../jobs/estimate';
import { importFingerprint, missingIn } from '../jobs/import/missing';
import { requireTable } from '../jobs/table/columns';
import { type Check, type Input, MAX_FAULTS, type Output, type Preview } from '../shared/contract';
import { UserError } from '../shared/errors';
import { planContext } from './context';
import { createScope, targetOf } from './requests';

/** Looks at every row, and asks Qrius how many codes the plan still allows. Creates nothing. */
export function check({ scope }: Input<'checkRows'>): Check {
  const { ports, client, table, plan: known } = planContext();
  const found = inspectRows(ports, requireTable(table), createScope(scope));
  const { plan, left } = planCapacity(client, known);
  return {
    valid: found.valid.length,
    already: found.already,
    hidden: found.hidden,
    deleted: found.deleted,
    invalid: found.invalid
      .slice(0, MAX_FAULTS)
      .map(({ row, reason }) => ({ row: row.index + 1, name: row.name, sentence: reason })),
    invalidCount: found.invalid.length,
    capacity: left,
    plan,
    runMs: runTime(found.valid.length, client.throttle(), ports.clock.now()),
    fingerprint: createFingerprint(found.valid),
  };
}

/** Compares with Qrius, and says what a change would do. Changes nothing. */
export function preview(input: Input<'previewChange'>): Preview {
  const context = planContext();
  const seen = inspectChange(context, targetOf(input));
  if (seen instanceof UserError) throw seen;
  return previewOf(seen, input.request, context.client.throttle(), context.ports.clock.now());
}

/** How many codes of the account are in no row of the sheet, or in one that has hardly more than their ID. */
export function countImportable(): Output<'countImportable'> {
  const { client, table } = planContext();
  const missing = missingIn(client.allCodes(), table?.rows ?? []);
  return { codes: missing.codes.length + missing.incomplete.length, fingerprint: importFingerprint(missing) };
}
