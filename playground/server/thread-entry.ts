// What runs inside the thread of Apps Script: the world on the real clock, which owns the document.
import { type MessagePort, workerData } from 'node:worker_threads';
import type { ExecutionResult } from '../../sim/apps-script/execute';
import { overHttp } from '../../sim/apps-script/over-http';
import { createWorld } from '../../sim/apps-script/world';
import { get } from '../../sim/sidebar';
import { armory } from './armory';
import { openMailbox } from './mailbox';
import type { Order, Outcome, ThreadNews } from './messages';
import { midwayNotes } from './midway';
import { reporterOf } from './news';
import type { ThreadOptions } from './script-thread';

/** How often it is looked whether a trigger is due, in milliseconds. */
const TRIGGERS_MS = 5000;
const MINUTE_MS = 60_000;
/** The longest time that passes at once, in minutes: an hourly trigger fires in each hour. */
const HOUR = 60;

/** Longest text that is taken for the name of a method, in characters. */
const LONGEST_METHOD = 16;

const { port, options } = workerData as { port: MessagePort; options: ThreadOptions };
const tell = (news: ThreadNews) => port.postMessage(news);

const meanwhile = () => {
  reporter.glance();
  mailbox.drain();
};
const mailbox = openMailbox(port, { tell, carryOut, changed: () => reporter.report(), pause: meanwhile });
const { serviceUrl, document, worldOptions, addOn, users, keys, aheadMs } = options;
const http = overHttp({
  hosts: { 'https://api.qrius.io': serviceUrl, 'https://qrius.io/api': `${serviceUrl}/api` },
  meanwhile,
});
const world = createWorld({
  ...addOn,
  clock: 'real',
  seed: Date.now() % 2 ** 31,
  ...worldOptions,
  users: users.map(({ name: _, account: __, ...user }) => user),
  document: { ...document, imagesAllowed: false },
  transport: (requests, now) => {
    const results = http(requests, now);
    arms.strike(requests);
    return results;
  },
  meanwhile,
  ask: mailbox.ask,
});
const notes = midwayNotes();
const arms = armory(world, users, notes.sorted, tell);
const reporter = reporterOf(world, mailbox.running, notes.midway, arms.armed, tell);

const done: Outcome = { ok: true, value: null };

/** Runs one function for a user, and puts it into the list. */
function execution(name: string, run: () => ExecutionResult): Outcome {
  const result = mailbox.during(name, run);
  reporter.note({ ...result, functionName: name });
  const { outcome, value, error = '' } = result;
  return outcome === 'returned' ? { ok: true, value } : { ok: false, error };
}

function triggers(run: () => ExecutionResult[]): void {
  for (const result of mailbox.during('(triggers)', run)) reporter.note(result);
}

/** Does what an order asks for. Throws an Error with a sentence where it cannot be done. */
function carryOut(order: Exclude<Order, { kind: 'answer' }>): Outcome {
  if (order.kind === 'arm') {
    arms.arm(order.deed, order.on);
    return done;
  }
  if (order.kind === 'killEarly') {
    arms.killEarly();
    return done;
  }
  if (order.kind === 'jump') {
    for (let left = order.minutes; left > 0; left -= HOUR) {
      const ms = Math.min(left, HOUR) * MINUTE_MS;
      aheadMs[0] = (aheadMs[0] ?? 0) + ms;
      triggers(() => world.advance(ms));
    }
    tell({ kind: 'jumped' });
    return done;
  }
  if (order.kind === 'allowImages') {
    world.happen({ kind: 'allowImages', allowed: true });
    return done;
  }
  const session = world.asUser(order.user);
  if (order.kind === 'edit') {
    for (const edit of order.edits) session.user.edit(edit);
    if (order.edits.some(({ kind }) => kind === 'sort')) notes.sorted();
    if (order.edits.some(({ kind }) => kind === 'select')) reporter.selectedBy(order.user);
    return done;
  }
  if (order.kind === 'open') {
    mailbox.during('onOpen', () => session.open(order.user, order.authMode));
    return { ok: true, value: world.state.menus[order.user] ?? [] };
  }
  if (order.kind === 'menu') return execution(order.label, () => session.clickMenu(order.label));
  const { functionName, args } = order;
  // The first argument of the add-on's one door is the name of what is asked for.
  const method = typeof args[0] === 'string' && args[0].length <= LONGEST_METHOD ? args[0] : null;
  notes.begins(method);
  return execution(`${functionName}${method === null ? '' : ` ${method}`}`, () => {
    const result = session.rpc(functionName, args);
    notes.ends(method, result);
    return result;
  });
}

for (const { id, name = id } of users) {
  const key = keys[id];
  if (typeof key === 'string') get(world.asUser(id), 'connect', { key, name });
}
reporter.report();
setInterval(() => {
  triggers(world.fireDueTriggers);
  reporter.glance();
}, TRIGGERS_MS);
tell({ kind: 'ready' });
