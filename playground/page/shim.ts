// Stands behind google.script inside a page of the add-on, with the rules of the real wire (docs/facts/apps-script.md#sidebar-calls).
import type { Outcome } from '../server/messages';

/** Calls at once; the next one waits. */
const AT_ONCE = 10;

type Runner = Record<string, (...args: unknown[]) => unknown>;

interface Handlers {
  success?: (value: unknown, userObject: unknown) => void;
  failure?: (error: Error, userObject: unknown) => void;
  userObject?: unknown;
}

const functions = (document.currentScript?.dataset.functions ?? '').split(' ').filter((name) => name !== '');
const inFlight = new Map<number, Handlers>();
const waiting: Array<() => void> = [];
let lastId = 0;

const post = (message: Record<string, unknown>) => parent.postMessage(message, '*');

/** Whether the wire refuses a value: dates, functions, nodes and circles. */
function illegal(value: unknown, above: unknown[] = []): boolean {
  if (typeof value === 'function' || value instanceof Date || value instanceof Node) return true;
  if (typeof value !== 'object' || value === null) return false;
  return above.includes(value) || Object.values(value).some((member) => illegal(member, [...above, value]));
}

function call(functionName: string, args: unknown[], handlers: Handlers): void {
  const at = args.findIndex((value) => illegal(value));
  if (at >= 0) throw new Error(`Failed due to illegal value in property: ${at}`);
  // Copied now: what the page does to its objects afterwards is not sent.
  const copies = args.map((value) => (value === undefined ? null : JSON.parse(JSON.stringify(value))));
  const send = () => {
    const id = ++lastId;
    inFlight.set(id, handlers);
    post({ kind: 'call', id, functionName, args: copies });
  };
  if (inFlight.size < AT_ONCE) send();
  else waiting.push(send);
}

addEventListener('message', ({ source, data }: MessageEvent) => {
  if (source !== parent) return;
  const { kind, id, outcome } = data as { kind?: 'wake'; id: number; outcome: Outcome };
  // No timer of the page ran while time was jumped.
  if (kind === 'wake') dispatchEvent(new Event('focus'));
  const handlers = inFlight.get(id);
  if (!handlers) return;
  inFlight.delete(id);
  waiting.shift()?.();
  if (outcome.ok) handlers.success?.(outcome.value, handlers.userObject);
  else if (handlers.failure) handlers.failure(new Error(outcome.error), handlers.userObject);
  else console.error(outcome.error);
});

/** A runner with handlers; each with… gives a new one and leaves this one as it is. */
function runner(handlers: Handlers): Runner {
  const run: Runner = {
    withSuccessHandler: (success) =>
      runner({ ...handlers, success: success as Handlers['success'] & object }),
    withFailureHandler: (failure) =>
      runner({ ...handlers, failure: failure as Handlers['failure'] & object }),
    withUserObject: (userObject) => runner({ ...handlers, userObject }),
  };
  for (const name of functions) run[name] = (...args) => call(name, args, handlers);
  return run;
}

const host = {
  close: () => post({ kind: 'close' }),
  setHeight: (pixels: number) => post({ kind: 'size', height: pixels }),
  setWidth: (pixels: number) => post({ kind: 'size', width: pixels }),
  editor: { focus: () => post({ kind: 'focus' }) },
};

Object.assign(globalThis, { google: { script: { run: runner({}), host } } });
