// Connecting to Qrius and letting go of it again.
import { type Connection, forgetConnection, saveConnection } from '../../google/connection';
import { PLANS, readPlan } from '../../qrius/plans';
import { type ConnectionView, MOST_NAME } from '../../wire/contract';
import { Refusal } from '../../wire/failure';
import { tryKey } from '../connect';
import { record, text } from './inputs';

/** Checks the key and keeps it. @throws Refusal `key-malformed`, `key-refused`, `no-answer`. */
export function connect(input: unknown): void {
  const { key, name } = record(input);
  const shown = text(name, MOST_NAME).trim();
  if (shown === '') throw new Refusal('bad-call', 'Give the name that colleagues will see beside your jobs.');
  saveConnection({ ...tryKey(text(key)), name: shown });
}

export const forget = forgetConnection;

/** What the page may know of a connection: never the key. */
export function connectionView(connection: Connection | null): ConnectionView | null {
  if (!connection) return null;
  const plan = readPlan(connection.plan);
  return {
    keyEnding: connection.key.slice(-4),
    name: connection.name,
    plan: connection.plan,
    codes: plan ? PLANS[plan].codes : null,
    requestsAMinute: plan ? PLANS[plan].requestsAMinute : null,
  };
}
