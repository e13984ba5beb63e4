// The sweep, executions: at every service call of a run the execution is killed, the call throws, or a second execution starts.
import type { FaultAction } from '../../sim/apps-script/faults';
import { COLLEAGUE, SHEETS_FAILED } from '../support/desk';
import { createJob } from './create-job';
import { violations } from './invariants';
import { disturbed, undisturbed } from './run';

const job = createJob();
const calls = undisturbed(job);

const disturbances: Array<{ title: string; when: 'before' | 'after'; what: FaultAction }> = [
  { title: 'is killed', when: 'before', what: { kind: 'kill', pendingWrites: 'lost' } },
  {
    title: 'is killed after the call, what it wrote is applied',
    when: 'after',
    what: { kind: 'kill', pendingWrites: 'applied' },
  },
  {
    title: 'is killed after the call, what it wrote is lost',
    when: 'after',
    what: { kind: 'kill', pendingWrites: 'lost' },
  },
  { title: 'meets a failing service', when: 'before', what: { kind: 'throw', message: SHEETS_FAILED } },
  {
    title: 'meets a service that works and then fails',
    when: 'after',
    what: { kind: 'throw', message: SHEETS_FAILED },
  },
  {
    title: 'is joined by a second one of the same user',
    when: 'before',
    what: { kind: 'run', functionName: 'call', args: job.call },
  },
  {
    title: 'is joined by one of a colleague',
    when: 'before',
    what: { kind: 'run', functionName: 'call', args: job.call, user: COLLEAGUE },
  },
];

test.each(disturbances)(
  'an execution that $title, at any service call, leaves nothing lost or doubled',
  ({ when, what }) => {
    // A second execution runs slices of its own: every third call keeps the sweep within the time of the tests.
    const struck = what.kind === 'run' ? calls.filter((_, index) => index % 3 === 0) : calls;
    const faults = struck.flatMap(({ execution, k, name }) =>
      violations(disturbed(job, { execution, k, when }, what)).map(
        (fault) => `${when} call ${k} of execution ${execution}, ${name}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  },
);
