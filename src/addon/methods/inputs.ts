// Reads what comes over the wire from the page: hostile until parsed.
import type { ConflictPolicy, PickedRole, Scope } from '../../wire/contract';
import { Refusal } from '../../wire/failure';

/** A record of the page's input. @throws Refusal `bad-call` */
export function record(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input))
    return input as Record<string, unknown>;
  throw badCall();
}

/** A text of at most `most` characters, of any length where none is given. @throws Refusal `bad-call` */
export function text(value: unknown, most = Number.POSITIVE_INFINITY): string {
  if (typeof value === 'string' && value.length <= most) return value;
  throw badCall();
}

export function scope(value: unknown): Scope {
  if (value === 'selection' || value === 'sheet') return value;
  throw badCall();
}

export function conflict(value: unknown): ConflictPolicy {
  if (value === 'suffix' || value === 'stop' || value === 'mine') return value;
  throw badCall();
}

export function pickedRole(value: unknown): PickedRole {
  if (value === 'name' || value === 'destination' || value === 'slug' || value === 'tags') return value;
  throw badCall();
}

/** A row as users count, from 1. */
export function rowNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw badCall();
}

export function badCall(): Refusal {
  return new Refusal(
    'bad-call',
    'The sidebar and the add-on do not fit together. Close the sidebar and open it again.',
  );
}
