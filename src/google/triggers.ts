// The user's own clock triggers, known by the function that they run. Others' triggers cannot be seen.
import { UserError } from '../shared/errors';
import * as words from './words';

const MINUTE_MS = 60_000;

const own = (handler: string): GoogleAppsScript.Script.Trigger[] =>
  ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() === handler);

/** Removes all of the user's triggers for a function. */
export function removeOwn(handler: string): void {
  for (const trigger of own(handler)) ScriptApp.deleteTrigger(trigger);
}

/**
 * Leaves the user exactly one hourly trigger for a function. The platform does not tell an hourly trigger from a one-shot
 * one, so a function that is handed in here must not be handed to {@link afterMinutes}.
 * @param replace whether one that is listed is replaced.
 * @returns whether one was. @throws UserError `trigger-refused`
 */
export function ensureHourly(handler: string, replace: boolean): boolean {
  const [kept, ...doubles] = own(handler);
  for (const trigger of doubles) ScriptApp.deleteTrigger(trigger);
  if (kept && !replace) return false;
  if (kept) ScriptApp.deleteTrigger(kept);
  made(() => ScriptApp.newTrigger(handler).timeBased().everyHours(1).create());
  return kept !== undefined;
}

/**
 * Has a function run once, in some minutes or later; an earlier wish for the same function is replaced. For scripts that are
 * bound to their sheet: a published add-on has one clock trigger for each user in a document (docs/facts/apps-script.md#add-on-triggers).
 * @throws UserError `trigger-refused`
 */
export function afterMinutes(handler: string, minutes: number): void {
  // One that has fired stays in the list, and counts, until it is deleted.
  removeOwn(handler);
  made(() =>
    ScriptApp.newTrigger(handler)
      .timeBased()
      .after(minutes * MINUTE_MS)
      .create(),
  );
}

/** Google words its refusals in the user's language, and creating fails by itself at times: whatever it was ends up here. */
function made(create: () => unknown): void {
  try {
    create();
  } catch {
    throw new UserError('trigger-refused', words.triggerRefused);
  }
}

/** Whether the user must authorise the add-on again before it may touch anything: its triggers fire all the same. */
export function authorisationMissing(): boolean {
  const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
  return info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.REQUIRED;
}

/** Whether the script is bound to its sheet, and no published add-on, which may have but one clock trigger for each user in a document. */
export const isBound = (): boolean => ScriptApp.getInstallationSource() === ScriptApp.InstallationSource.NONE;
