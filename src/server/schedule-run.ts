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
import { changeDetails } from '../jobs/change/details';
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
import { asError, tried } from './unattended';
import * as words from './words';

/**
 * @param before the job that this execution continued and ended; null for none. Switches of an earlier run are said by this one.
 * @param startedAt when the execution began, and `until` when its last batch may leave, in epoch milliseconds.
 * @returns what became of it; null where nothing was due.
 * @throws UserError where it could not be done, with what was done before.
 */
export function runSchedule(
  user: User,
  schedule: Schedule,
  before: Job | null,
  startedAt: number,
  until: number,
): RunOutcome | null {
  const sentences =
    before && attempt(changeDetails, before.details)?.what === 'switch' ? switched(before) : [];
  const run = (request: JobRequest, say: (ended: Job) => string[]) =>
    unlessRefused(
      () => void sentences.push(...say(runSlice(user, request, startedAt, () => until).job)),
      (error) => {
        if (error.info.code !== 'nothing-to-do') throw error;
        if (request.kind === 'refresh') sentences.push(error.info.message);
      },
    );
  const { failure } = tried(() => switchAndRefresh(portsOf(user, startedAt), schedule, startedAt, run));
  if (failure) throw new UserError(failure.code, [...sentences, failure.message].join(' '));
  return sentences.length > 0 ? { ok: true, sentence: sentences.join(' ') } : null;
}

function switchAndRefresh(
  ports: Ports,
  schedule: Schedule,
  startedAt: number,
  run: (request: JobRequest, say: (ended: Job) => string[]) => void,
): void {
  const { sheetId, every, switches, lastRun, setAt } = schedule;
  const place = placeOf(sheetId);
  const inScope = () => true;
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
