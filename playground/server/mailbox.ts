// The mailbox of the thread of Apps Script: orders are taken as they come at rest, and between two service calls of an execution.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Answer, Dialog, User } from '../../sim/apps-script/state';
import { standStill } from '../../sim/apps-script/waiting';
import type { Order, Outcome, ThreadNews } from './messages';

type Letter = { id: number; order: Order };

export interface Mailbox {
  /** Takes every letter that is there. For the pauses of an execution: what comes in runs inside it. */
  drain(): void;
  /** Runs something that is named among what is under way. */
  during<T>(name: string, run: () => T): T;
  /** Names of what is under way, the innermost last. */
  running: readonly string[];
  /** Puts a dialog before the user and stands still until it is answered. */
  ask(question: Dialog, user: User): Answer;
}

/**
 * @param carryOut does what an order asks for; what it throws becomes a failed reply
 * @param changed called when an order is done, before its reply
 * @param pause called again and again while a dialog waits for its user
 */
export function openMailbox(
  port: MessagePort,
  {
    tell,
    carryOut,
    changed,
    pause,
  }: {
    tell: (news: ThreadNews) => void;
    carryOut: (order: Exclude<Order, { kind: 'answer' }>) => Outcome;
    changed: () => void;
    pause: () => void;
  },
): Mailbox {
  const running: string[] = [];
  const postponed: Letter[] = [];
  /** Dialogs that stand open, and the answer of those that were answered. */
  const dialogs = new Map<number, Answer | null>();
  let lastDialog = 0;

  const outcomeOf = (order: Order): Outcome => {
    if (order.kind === 'answer') {
      if (dialogs.has(order.dialog)) dialogs.set(order.dialog, order.answer);
      return { ok: true, value: null };
    }
    try {
      return carryOut(order);
    } catch (error) {
      return { ok: false, error: (error as Error).message };
    }
  };
  const obey = ({ id, order }: Letter): void => {
    const outcome = outcomeOf(order);
    changed();
    tell({ kind: 'reply', id, outcome });
  };
  const take = (letter: Letter): void => {
    // An hour that passes in the middle of an execution would use up its six minutes.
    if (letter.order.kind === 'jump' && running.length > 0) postponed.push(letter);
    else obey(letter);
  };
  port.on('message', (letter: Letter) => {
    take(letter);
    for (let next = postponed.shift(); next; next = postponed.shift()) obey(next);
  });

  return {
    running,
    drain: () => {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) take(got.message);
    },
    during: (name, run) => {
      running.push(name);
      try {
        return run();
      } finally {
        running.pop();
      }
    },
    ask: (question, user) => {
      const dialog = ++lastDialog;
      dialogs.set(dialog, null);
      tell({ kind: 'ask', user: user.id, dialog, question });
      let answer: Answer | null | undefined = null;
      for (; !answer; answer = dialogs.get(dialog)) {
        standStill(Number.POSITIVE_INFINITY, Date.now, true);
        pause();
      }
      dialogs.delete(dialog);
      tell({ kind: 'asked', dialog });
      return answer;
    },
  };
}
