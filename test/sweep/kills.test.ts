// The sweep, executions: at every service call of a run the execution is killed, the call throws, or a second execution starts.
import type { FaultAction } from '../../sim/apps-script/faults';
import { COLLEAGUE, SHEETS_FAILED } from '../support/desk';
import { createJob } from './create-job';
import { violations } from './invariants';
import { type Call, disturbed, undisturbed } from './run';

const job = createJob();
const calls = undisturbed(job);

/** A kill before a call comes to the same as one after the call before it, what was written being lost: only the first of an execution is left. */
const first = calls.filter(({ execution }, index) => calls[index - 1]?.execution !== execution);
/** Where nothing waits to be written, it makes no difference what becomes of it. */
const buffered = calls.filter((call) => call.buffered);
/** A second execution runs slices of its own: every third call keeps the sweep within the time of the tests. */
const third = calls.filter((_, index) => index % 3 === 0);

interface Disturbance {
  title: string;
  struck: Call[];
  when: 'before' | 'after';
  what: FaultAction;
}

const disturbances: Disturbance[] = [
  {
    title: 'is killed before its first call',
    struck: first,
    when: 'before',
    what: { kind: 'kill', pendingWrites: 'lost' },
  },
  {
    title: 'is killed after any service call, what it wrote is applied',
    struck: buffered,
    when: 'after',
    what: { kind: 'kill', pendingWrites: 'applied' },
  },
  {
    title: 'is killed after any service call, what it wrote is lost',
    struck: calls,
    when: 'after',
    what: { kind: 'kill', pendingWrites: 'lost' },
  },
  {
    title: 'meets a failing service, at any call,',
    struck: calls,
    when: 'before',
    what: { kind: 'throw', message: SHEETS_FAILED },
  },
  {
    title: 'meets a service that works and then fails, at any call,',
    struck: calls,
    when: 'after',
    what: { kind: 'throw', message: SHEETS_FAILED },
  },
  {
    title: 'is joined by a second one of the same user, at every third call,',
    struck: third,
    when: 'before',
    what: { kind: 'run', functionName: 'call', args: job.call },
  },
  {
    title: 'is joined by one of a colleague, at every third call,',
    struck: third,
    when: 'before',
    what: { kind: 'run', functionName: 'call', args: job.call, user: COLLEAGUE },
  },
];

test.each(disturbances)(
  'an execution that $title leaves nothing lost or doubled',
  ({ struck, when, what }) => {
    expect(struck).not.toEqual([]);
    const faults = struck.flatMap(({ execution, k, name }) =>
      violations(disturbed(job, { execution, k, when }, what)).map(
        (fault) => `${when} call ${k} of execution ${execution}, ${name}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  },
);
