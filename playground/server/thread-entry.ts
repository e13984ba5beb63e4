// What runs inside the thread of Apps Script: the world on the real clock, which owns the document.
import { type MessagePort, workerData } from 'node:worker_threads';
import type { ExecutionResult } from '../../sim/apps-script/execute';
import { overHttp } from '../../sim/apps-script/over-http';
import { createWorld } from '../../sim/apps-script/world';
import { connectFirstUser } from './first-user';
import { openMailbox } from './mailbox';
import type { Order, Outcome, ThreadNews } from './messages';
import { reporterOf } from './news';
import type { ThreadOptions } from './script-thread';
import { USERS } from './users';

/** How often it is looked whether a trigger is due, in milliseconds. */
const TRIGGERS_MS = 5000;
const HOUR_MS = 3_600_000;

/** Longest text that is taken for the name of a method, in characters. */
const LONGEST_METHOD = 16;

const { port, options } = workerData as { port: MessagePort; options: ThreadOptions };
const tell = (news: ThreadNews) => port.postMessage(news);

const meanwhile = () => {
  reporter.glance();
  mailbox.drain();
};
const mailbox = openMailbox(port, { tell, carryOut, changed: () => reporter.report(), pause: meanwhile });
const { serviceUrl, document, addOn, key, aheadMs } = options;
const world = createWorld({
  ...addOn,
  clock: 'real',
  seed: Date.now() % 2 ** 31,
  users: [...USERS],
  document: { name: document.name, imagesAllowed: false, sheets: [{ name: 'Sheet1', rows: document.rows }] },
  transport: overHttp({
    hosts: { 'https://api.qrius.io': serviceUrl, 'https://qrius.io/api': `${serviceUrl}/api` },
    meanwhile,
  }),
  meanwhile,
  ask: mailbox.ask,
});
const reporter = reporterOf(world, mailbox.running, tell);

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
  if (order.kind === 'kill') {
    // The worst moment: the requests were answered, and nothing of the answers is written.
    const at = { name: order.early ? 'Range.setValues' : 'UrlFetchApp.fetchAll', nth: 1 };
    world.faults.push({
      at,
      when: order.early ? 'before' : 'after',
      do: { kind: 'kill', pendingWrites: 'lost' },
    });
    return done;
  }
  if (order.kind === 'jump') {
    // Hour by hour: an hourly trigger fires in each of them.
    for (let hour = 0; hour < order.hours; hour++) {
      aheadMs[0] = (aheadMs[0] ?? 0) + HOUR_MS;
      triggers(() => world.advance(HOUR_MS));
    }
    return done;
  }
  if (order.kind === 'allowImages') {
    world.happen({ kind: 'allowImages', allowed: true });
    return done;
  }
  const session = world.asUser(order.user);
  if (order.kind === 'edit') {
    for (const edit of order.edits) session.user.edit(edit);
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
  const method = typeof args[0] === 'string' && args[0].length <= LONGEST_METHOD ? ` ${args[0]}` : '';
  return execution(`${functionName}${method}`, () => session.rpc(functionName, args));
}

if (key !== null) connectFirstUser(world, key);
reporter.report();
setInterval(() => {
  triggers(world.fireDueTriggers);
  reporter.glance();
}, TRIGGERS_MS);
tell({ kind: 'ready' });
