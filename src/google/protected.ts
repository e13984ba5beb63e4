// Tells a write that a protection refused from one that failed.
import { UserError } from '../shared/errors';

/**
 * Google words its refusal in the user's language, so the ranges themselves are asked whether they may be edited.
 * @param ranges those that the write touches; asked only where it failed.
 * @param sentence what the user is told where one of them is protected.
 * @throws UserError `sheet-protected`
 */
export function guardProtected<T>(
  write: () => T,
  ranges: ReadonlyArray<() => GoogleAppsScript.Spreadsheet.Range>,
  sentence: string,
): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof UserError || ranges.every((range) => range().canEdit())) throw error;
    throw new UserError('sheet-protected', sentence);
  }
}
