// One run of the document's schedule: codes are switched whose time has come, then scan counts are refreshed where due.
import type { User } from '../google/connection';
import {
  approving,
  changeSchedule,
  passing,
  type RunOutcome,
  type Schedule,
} from '../jobs/automation/schedule';
import { isDue } from '../jobs/automation/slots';
import { hasSwitches, noLongerPlanned, withoutDigests } from '../jobs/automation/switch-due';
import { changeRequest } from '../jobs/change/request';
import { type Job, whyOf } from '../jobs/job';
import type { JobRequest } from '../jobs/kind';
import type { Ports } from '../jobs/ports';
import { refreshDetails, refreshRequest } from '../jobs/refresh/request';
import { requireTable } from '../jobs/table/columns';
import { UserError, unlessRefused } from '../shared/errors';
import { attempt } from '../shared/parse';
import { runSlice } from './begin';
import { portsOf, tableOf } from './context';
import { placeOf } from './requests';
import { asError } from './unattended';
import * as words from './words';

/**
 * @param startedAt when the execution began, and `until` when its last batch may leave, in epoch milliseconds.
 * @returns what became of it; null where nothing was due.
 * @throws UserError where it could not be done.
 */
export function runSchedule(
  user: User,
  schedule: Schedule,
  startedAt: number,
  until: number,
): RunOutcome | null {
  const { sheetId, every, switches, lastRun, setAt } = schedule;
  const ports = portsOf(user, startedAt);
  const place = placeOf(sheetId);
  const inScope = () => true;
  const sentences: string[] = [];
  const run = (request: JobRequest, say: (ended: Job) => string[]) =>
    unlessRefused(
      () => void sentences.push(...say(runSlice(user, request, startedAt, () => until).job)),
      ({ info: { code, message } }) => {
        // What was done before is said, too.
        if (code !== 'nothing-to-do') throw new UserError(code, [...sentences, message].join(' '));
        if (request.kind === 'refresh') sentences.push(message);
      },
    );
  if (switches) {
    const open = () => requireTable(tableOf(ports.openSheet(sheetId), sheetId));
    let table = open();
    if (hasSwitches(ports, table, schedule)) {
      const asked = { kind: 'switch', consent: schedule } as const;
      const target = { asked, inScope, hidden: true, lastRun: null, deletes: null, targetFingerprint: null };
      run(changeRequest(place, target), switched);
      table = open();
    }
    // Whoever plans again what was done, or taken out of the sheet, asks again.
    const gone = noLongerPlanned(ports, table, schedule);
    if (gone.length > 0) changeSchedule(ports, (now) => approving(now, withoutDigests(now.approved, gone)));
  }
  if (every !== null && isDue(every, lastRun ?? setAt, startedAt, ports.zone())) {
    const request = { seen: null, inScope, selected: false, once: true, last: schedule.passed };
    run(refreshRequest(place, request), (ended) => refreshed(ports, ended));
  }
  return sentences.length > 0 ? { ok: true, sentence: sentences.join(' ') } : null;
}

function switched({ state, counts: { done, failed, invalid } }: Job): string[] {
  if (state.kind === 'paused') throw asError(state.why);
  const without = failed + invalid;
  return [...(done > 0 ? [words.switched(done)] : []), ...(without > 0 ? [words.notSwitched(without)] : [])];
}

function refreshed(ports: Ports, ended: Job): string[] {
  const { counts, details } = ended;
  const why = whyOf(ended);
  if (why) throw asError(why);
  const passed = attempt(refreshDetails, details)?.unanswered ?? [];
  changeSchedule(ports, (now) => passing(now, passed));
  return [words.refreshed(counts.done, counts.failed)];
}
