// What a page may ask the thread of Apps Script for: bodies from outside, checked before they become orders.
import type { UserEdit } from '../../sim/apps-script/edits';
import type { AuthMode } from '../../sim/apps-script/permissions';
import type { Answer } from '../../sim/apps-script/state';
import type { Order } from './messages';

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
export const userIn = (body: Body, users: readonly string[]): string => memberOf(body, 'user', users);

/** An edit is checked where it is applied; here only that it is a record with a kind. */
function editOf(value: unknown): UserEdit {
  if (typeof value !== 'object' || value === null || !('kind' in value))
    throw new Error('"edits" must be a list of edits.');
  return value as UserEdit;
}

/** In minutes. */
const HOUR = 60;
const DAY = 24 * HOUR;

/** Each order by its path. What is at fault is thrown as an Error with a sentence. */
export const orders: Record<string, (body: Body, users: readonly string[]) => Order> = {
  '/open': (body, users) => ({
    kind: 'open',
    user: userIn(body, users),
    authMode: memberOf(body, 'authMode', MODES),
  }),
  '/menu': (body, users) => ({ kind: 'menu', user: userIn(body, users), label: textOf(body, 'label') }),
  '/call': (body, users) => ({
    kind: 'call',
    user: userIn(body, users),
    functionName: textOf(body, 'functionName'),
    args: listOf(body, 'args'),
  }),
  '/edit': (body, users) => ({
    kind: 'edit',
    user: userIn(body, users),
    edits: listOf(body, 'edits').map(editOf),
  }),
  '/answer': (body) => ({
    kind: 'answer',
    dialog: Number(body.dialog),
    answer: {
      button: memberOf(body, 'button', BUTTONS),
      ...(body.text !== undefined && { text: textOf(body, 'text') }),
    },
  }),
  '/world/kill': ({ early, on }) =>
    early === true ? { kind: 'killEarly' } : { kind: 'arm', deed: 'kill', on: on !== false },
  '/world/colleague': ({ on }) => ({ kind: 'arm', deed: 'sort', on: on !== false }),
  '/world/images': () => ({ kind: 'allowImages' }),
  '/world/minute': () => ({ kind: 'jump', minutes: 1 }),
  '/world/hour': () => ({ kind: 'jump', minutes: HOUR }),
  '/world/day': () => ({ kind: 'jump', minutes: DAY }),
};
