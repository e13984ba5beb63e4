// Clock triggers: which one is due, and its run as its creator.

import { nextRandom } from '../random';
import { accountOf } from './accounts';
import { EXECUTION_LIMIT_MS } from './limits';
import type { TriggerState } from './state';
import type { Core, ExecutionResult } from './types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * When a recurring trigger fires next. Google's hourly triggers fire at a minute of their own choice (docs/facts/apps-script.md#trigger-timing:
 * timing is approximate); where the world is told so, it is another one in each hour.
 * @param last when it fired last, or was made
 */
export function nextFiring(core: Core, last: number, everyMs: number): number {
  if (core.triggerMinute === 'same' || everyMs < HOUR_MS) return last + everyMs;
  return (
    Math.floor(last / HOUR_MS) * HOUR_MS + everyMs + Math.floor(nextRandom(core.state.latency) * HOUR_MS)
  );
}

/** The trigger that is due first at or before a moment. */
export function nextDue(core: Core, until: number): TriggerState | undefined {
  return core.state.triggers
    .filter((trigger) => !trigger.spent && !trigger.disabled && trigger.dueAt <= until)
    .sort((a, b) => a.dueAt - b.dueAt)[0];
}

/** The event of a clock trigger: date parts in UTC and no `source` (docs/facts/apps-script.md#trigger-event). */
function clockEvent(id: string, now: number): Record<string, unknown> {
  const at = new Date(now);
  return {
    triggerUid: id,
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    'day-of-month': at.getUTCDate(),
    'day-of-week': at.getUTCDay() || 7,
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    timezone: 'UTC',
  };
}

/** What is left of the user's trigger budget; a new day begins 24 hours after the first run of the last one. */
function budgetLeft(core: Core, userId: string): number {
  const { triggerBudgetMs = Number.POSITIVE_INFINITY } = accountOf(core.state, userId);
  const now = core.now();
  const known = core.state.triggerTime[userId];
  const day = known && now - known.since < DAY_MS ? known : { since: now, usedMs: 0 };
  core.state.triggerTime[userId] = day;
  return triggerBudgetMs - day.usedMs;
}

/**
 * Runs a trigger as its creator, without an editor; a one-shot trigger stays in the list until code deletes it. Without
 * budget it does not run, and nobody is told (docs/facts/apps-script.md#daily-trigger-time: runs are skipped silently).
 * @returns the execution; none where it was skipped
 */
export function fire(core: Core, trigger: TriggerState): ExecutionResult[] {
  const now = core.now();
  if (trigger.everyMs === 0) trigger.spent = true;
  while (trigger.everyMs > 0 && trigger.dueAt <= now)
    trigger.dueAt = nextFiring(core, trigger.dueAt, trigger.everyMs);
  const left = budgetLeft(core, trigger.userId);
  if (left <= 0) return [];
  const result = core.execute({
    functionName: trigger.handler,
    args: [],
    user: trigger.userId,
    authMode: 'FULL',
    event: clockEvent(trigger.id, now),
    hasEditor: false,
    limitMs: Math.min(left, EXECUTION_LIMIT_MS),
  });
  const day = core.state.triggerTime[trigger.userId];
  if (day) day.usedMs += result.endedAt - result.startedAt;
  return [result];
}
