// Whatever a job has come to, its owner can end it with one press of Stop, and a new job of any kind can start.

import fc from 'fast-check';
import { copyOf } from '../../sim/copy';
import { ask } from '../../sim/sidebar';
import { connect, type Trial } from '../../sim/trial';
import { AFTER_LEASE_MS, SHEET, shownRows } from '../support/desk';
import { begun, JOBS_OF, type Job, jobOf, type Kind } from './kinds';
import { type Harm, otherKey, PLACES, type Place } from './places';
import { isOver, rest, words } from './rest';

/** All but the changes that are sent as “changed” is. */
const KINDS: Kind[] = Object.values(JOBS_OF)
  .flat()
  .filter((kind) => kind !== 'destination' && kind !== 'tags');
const JOBS = new Map(KINDS.map((kind) => [kind, jobOf(kind)] as const));
/** What a user begins when the old job has ended. */
const NEXT = (['create', 'destination', 'import', 'refresh'] as const).map(jobOf);
/** One of them, another one each time. */
const nextOf = (number: number): Job[] => NEXT.slice(number % NEXT.length).slice(0, 1);

const work = ({ world }: Trial) => ask(world, 'continueJob', null);

/** Begins the job and brings it to its place. Null where it has ended on the way. */
function placed(job: Job, { before, after }: Place): Trial | null {
  const made = job.set();
  before?.(made);
  const first = before ? job.begin(made.world) : null;
  if (first?.ok && first.value.phase === 'ended') return null;
  const waitMs = before ? 0 : begun(job, made).waitMs;
  if (after) {
    after(made);
    made.world.advance(waitMs);
    const next = work(made);
    if (next?.ok && next.value.phase === 'ended') return null;
  }
  return made;
}

/** What keeps the owner from ending the job, and then from another one. @param nexts the jobs that are tried, each on its own copy. */
function stopFaults(made: Trial, nexts: readonly Job[], repair?: Harm): string[] {
  made.world.advance(AFTER_LEASE_MS);
  const seen = ask(made.world, 'getJob', null);
  const open = seen?.ok && seen.value !== null && seen.value.phase !== 'ended';
  const stopped = open ? rest(made, () => ask(made.world, 'stopJob', null)) : null;
  if (open && !isOver(stopped)) return [`Stop: ${words(stopped)}`];
  repair?.(made);
  if (!made.world.state.document?.sheets.some(({ name }) => name === SHEET)) return [];
  made.world.advance(60_000);
  // What nothing kept from being written says that it waits no more.
  const told = open && repair === undefined;
  const waits = shownRows(made.world, SHEET).filter(
    ({ Status = '' }) => told && /^(Queued|Change queued)/.test(Status),
  );
  return [
    ...waits.map(({ Name, Status }) => `${Name} is left as “${Status}”`),
    ...nexts.flatMap((next) => {
      const copy = copyOf(made);
      const course = rest(copy, () => next.begin(copy.world));
      const nothing = course?.rest.kind === 'refused' && course.rest.failure.code === 'nothing-to-do';
      // Where nobody knows yet what became of a request, the next job finds out before it sends another.
      const twice = next.wrong(copy, 0).filter((fault) => fault.endsWith('is there twice'));
      return [...(isOver(course) || nothing ? [] : [words(course)]), ...twice].map(
        (fault) => `then ${next.kind}: ${fault}`,
      );
    }),
  ];
}

describe.each(PLACES)('a job $title', (place) => {
  test.each(KINDS)('(%s) is ended by Stop, and another one can start', (kind) => {
    const made = placed(JOBS.get(kind) as Job, place);
    const nexts = kind === 'create' ? NEXT : nextOf(KINDS.indexOf(kind) + PLACES.indexOf(place));
    expect(made ? stopFaults(made, nexts, place.repair) : []).toEqual([]);
  });
});

test.each(KINDS)(
  'a refresh under the wrong key, and the right one set again: (%s) can start once it is stopped',
  (kind) => {
    const made = (JOBS.get('refresh') as Job).set();
    otherKey(made);
    made.world.advance(60_000);
    rest(made, () => (JOBS.get('refresh') as Job).begin(made.world));
    connect(made.world, made.qrius);
    expect(stopFaults(made, [])).toEqual([]);
    const again = rest(made, () => (JOBS.get(kind) as Job).begin(made.world));
    expect(words(again)).toMatch(/^(ended|refused: (nothing-to-do|undo-elsewhere))/);
  },
);

/** What may happen between the click and the last press of Stop. */
const STEPS: Record<string, (made: Trial, nth: number) => void> = {
  work: (made) => void work(made),
  stop: ({ world }) => void ask(world, 'stopJob', null),
  begin: ({ world }) => void ask(world, 'refreshScans', { scope: 'sheet' }),
  'wait a minute': ({ world }) => void world.advance(60_000),
  'wait for the lease': ({ world }) => void world.advance(AFTER_LEASE_MS),
  'cut off, writes lost': (made, nth) => cutOff(made, nth, 'lost'),
  'cut off, writes applied': (made, nth) => cutOff(made, nth, 'applied'),
};
function cutOff({ world }: Trial, nth: number, pendingWrites: 'lost' | 'applied'): void {
  const execution = world.state.executions + 1;
  world.faults.push({ at: { k: nth }, execution, when: 'after', do: { kind: 'kill', pendingWrites } });
}

test.each(KINDS)('(%s) no order of continue, stop and cuts leaves a job that cannot be ended', (kind) => {
  const job = JOBS.get(kind) as Job;
  const step = fc.record({
    what: fc.constantFrom(...Object.keys(STEPS)),
    nth: fc.integer({ min: 1, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const made = job.set();
      const names = () => shownRows(made.world, SHEET).flatMap(({ Note }) => Note || []);
      const before = names().join();
      job.begin(made.world);
      for (const { what, nth } of steps) STEPS[what]?.(made, nth);
      made.world.faults.length = 0;
      expect([...stopFaults(made, nextOf(steps.length)), names().join()]).toEqual([before]);
    }),
    { numRuns: 12, seed: 7 },
  );
});
