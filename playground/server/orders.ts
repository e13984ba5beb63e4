// What a page may ask the thread of Apps Script for: bodies from outside, checked before they become orders.
import type { UserEdit } from '../../sim/apps-script/edits';
import type { AuthMode } from '../../sim/apps-script/permissions';
import type { Answer } from '../../sim/apps-script/state';
import type { Order } from './messages';
import { USERS } from './users';

type Body = Record<string, unknown>;

const MODES: readonly AuthMode[] = ['NONE', 'LIMITED', 'FULL'];
const BUTTONS: ReadonlyArray<Answer['button']> = ['OK', 'CANCEL', 'YES', 'NO', 'CLOSE'];

function textOf(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new Error(`"${name}" must be a text.`);
  return value;
}

function listOf(body: Body, name: string): unknown[] {
  const value = body[name];
  if (!Array.isArray(value)) throw new Error(`"${name}" must be a list.`);
  return value;
}

function memberOf<T extends string>(body: Body, name: string, members: readonly T[]): T {
  const member = members.find((candidate) => candidate === body[name]);
  if (member === undefined) throw new Error(`"${name}" must be one of ${members.join(', ')}.`);
  return member;
}

/** The user of a request. Throws an Error with a sentence where there is no such one. */
export const userIn = (body: Body): string =>
  memberOf(
    body,
    'user',
    USERS.map(({ id }) => id),
  );

/** An edit is checked where it is applied; here only that it is a record with a kind. */
function editOf(value: unknown): UserEdit {
  if (typeof value !== 'object' || value === null || !('kind' in value))
    throw new Error('"edits" must be a list of edits.');
  return value as UserEdit;
}

/** Each order by its path. What is at fault is thrown as an Error with a sentence. */
export const orders: Record<string, (body: Body) => Order> = {
  '/open': (body) => ({
    kind: 'open',
    user: userIn(body),
    authMode: memberOf(body, 'authMode', MODES),
  }),
  '/menu': (body) => ({ kind: 'menu', user: userIn(body), label: textOf(body, 'label') }),
  '/call': (body) => ({
    kind: 'call',
    user: userIn(body),
    functionName: textOf(body, 'functionName'),
    args: listOf(body, 'args'),
  }),
  '/edit': (body) => ({ kind: 'edit', user: userIn(body), edits: listOf(body, 'edits').map(editOf) }),
  '/answer': (body) => ({
    kind: 'answer',
    dialog: Number(body.dialog),
    answer: {
      button: memberOf(body, 'button', BUTTONS),
      ...(body.text !== undefined && { text: textOf(body, 'text') }),
    },
  }),
  '/world/kill': ({ early }) => ({ kind: 'kill', early: early === true }),
  '/world/images': () => ({ kind: 'allowImages' }),
  '/world/hour': () => ({ kind: 'jump', hours: 1 }),
  '/world/day': () => ({ kind: 'jump', hours: 24 }),
};
