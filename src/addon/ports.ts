// Joins the jobs to Google's services for the current user.
import { updateChart } from '../google/chart';
import type { Connection, User } from '../google/connection';
import { clock, documentLock, documentStore, random } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { qriusApi } from '../google/qrius';
import { openSheet, textsElsewhere } from '../google/spreadsheet';
import { spreadsheetZone } from '../google/zone';
import { EXECUTION_LIMIT_MS } from '../jobs/lease';
import type { Ports } from '../jobs/ports';
import { PLANS, readPlan } from '../qrius/plans';
import { newThrottle, type Throttle } from '../qrius/throttle';
import { Refusal } from '../wire/failure';
import { backstop } from './backstop';

/** @throws Refusal `not-connected` before the user has set a key. */
export function connectionOf({ connection }: User): Connection {
  if (connection) return connection;
  throw new Refusal(
    'not-connected',
    'No API key is set yet. Choose API key in the Qrius menu first. Keys are made in the Qrius dashboard under Settings → API Keys.',
  );
}

/** What is known of the rate limit before Qrius has said anything: the plan's own. */
export function firstThrottle({ plan }: Connection): Throttle {
  const known = readPlan(plan);
  return newThrottle(known ? PLANS[known].requestsAMinute : null);
}

/** @param startedAt when the execution began, in epoch milliseconds. */
export function portsOf(connection: Connection, startedAt: number): Ports {
  return {
    openSheet,
    log: logSheet(),
    chart: { update: updateChart },
    textsElsewhere,
    endsAt: startedAt + EXECUTION_LIMIT_MS,
    api: qriusApi(connection),
    clock,
    store: documentStore(),
    lock: documentLock,
    zone: spreadsheetZone,
    backstop,
    random,
  };
}
