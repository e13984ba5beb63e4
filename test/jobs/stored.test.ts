// Properties that another version of the add-on wrote, or nobody can read: the sidebar opens, says nothing untrue, and work continues.

import fc from 'fast-check';
import { copyOf } from '../../sim/copy';
import { ask, get } from '../../sim/sidebar';
import { connect, type Trial } from '../../sim/trial';
import { AFTER_LEASE_MS, hours, SHEET, shownRows } from '../support/desk';
import { recordText, writeRecord } from '../support/record';
import { home, setSchedule } from './automation/helper';
import { type Job, jobOf, type Kind } from './kinds';
import { continued, opened } from './opened';
import { isOver, rest, words } from './rest';
import { type Corruption, corruptions, NO_RECORD } from './stored';

const RUNS = 30;
const documentOf = ({ world }: Trial) => world.state.properties.document;
const ownerOf = ({ world }: Trial) => world.state.properties.user.owner ?? {};
const KEY = { schedule: 'qrius.schedule', connection: 'qrius.connection' };

interface Stored {
  made: Trial;
  text: string;
}

const known = new Map<string, Stored>();

/** A job of a kind that waits, or that has ended, and what is stored of it. */
function stored(job: Job, ended: boolean): Stored {
  const key = `${job.kind} ${ended}`;
  const { made, text } = known.get(key) ?? begunAndStored(job, ended);
  known.set(key, { made, text });
  return { made: copyOf(made), text };
}

function begunAndStored(job: Job, ended: boolean): Stored {
  const made = job.set();
  const first = job.begin(made.world);
  if (!first?.ok) throw new Error('The job did not begin.');
  if (ended) rest(made, () => ask(made.world, 'continueJob', null));
  return { made, text: recordText(documentOf(made)) };
}

/** What is wrong when the owner then begins a job of that kind, after ending the one that the sidebar shows. */
function newJobFaults(job: Job, made: Trial): string[] {
  const { world } = made;
  world.advance(AFTER_LEASE_MS);
  const shown = ask(world, 'getJob', null);
  const open = shown?.ok && shown.value !== null && shown.value.phase !== 'ended';
  if (open) {
    const stopped = rest(made, () => ask(world, 'stopJob', null));
    if (!isOver(stopped)) return [`it cannot be stopped: ${words(stopped)}`];
    world.advance(60_000);
  }
  const since = world.now();
  const again = rest(made, () => job.begin(world));
  const nothing = again?.rest.kind === 'refused' && again.rest.failure.code === 'nothing-to-do';
  return [
    ...(isOver(again) || nothing ? [] : [`no new job can begin: ${words(again)}`]),
    ...(nothing || job.kind === 'undo' ? [] : job.wrong(made, since)),
  ];
}

describe.each<Kind>(['create', 'changed', 'tags', 'delete', 'refresh'])(
  'the record of a job (%s)',
  (kind) => {
    const job = jobOf(kind);

    test('with a field of another type, or without one, keeps nobody from the sidebar or from a new job', () => {
      const records = [stored(job, false), stored(job, true)].flatMap(({ made, text }) =>
        corruptions(text).map((corruption) => ({ made, ...corruption })),
      );
      fc.assert(
        fc.property(fc.nat({ max: records.length - 1 }), (at) => {
          const { made, text, title } = records[at] as (typeof records)[number];
          const copies = [copyOf(made), copyOf(made)] as const;
          for (const copy of copies) writeRecord(documentOf(copy), text);
          const [first, second] = copies;
          expect([title, ...opened(first), ...newJobFaults(job, first), ...continued(second)]).toEqual([
            title,
          ]);
        }),
        { numRuns: RUNS, seed: 1 },
      );
    });

    test('without any one of its fields can be looked at', () => {
      const { made, text } = stored(job, false);
      const found = corruptions(text)
        .filter(({ title }) => title.startsWith('without'))
        .flatMap((corruption) => {
          const copy = copyOf(made);
          writeRecord(documentOf(copy), corruption.text);
          return opened(copy).map((fault) => `${corruption.title}: ${fault}`);
        });
      expect(found).toEqual([]);
    });

    test.each([...NO_RECORD, 'polish'])('that is “%s” counts as none', (text) => {
      const { made, text: real } = stored(job, false);
      writeRecord(
        documentOf(made),
        text === 'polish' ? real.replace(/"kind":"\w+"/, '"kind":"polish"') : text,
      );
      expect(opened(made)).toEqual([]);
      expect(home(made.world).job).toBeNull();
      expect(newJobFaults(job, made)).toEqual([]);
    });
  },
);

/** Each corruption of a text, and texts that are none at all, tried on a sheet of its own. */
function sweep(
  made: Trial,
  all: readonly Corruption[],
  wrong: (copy: Trial, text: string) => string[],
): string[] {
  return [...all, ...NO_RECORD.map((text) => ({ title: `the text “${text}”`, text }))].flatMap(
    ({ title, text }) => wrong(copyOf(made), text).map((fault) => `${title}: ${fault}`),
  );
}

const create = jobOf('create');

test('columns that were pointed out, stored in another form, are passed over', () => {
  const made = create.set();
  get(made.world, 'chooseColumn', { role: 'tags', header: 'Note' });
  const key = Object.keys(documentOf(made)).find((name) => name.startsWith('qrius.columns.')) ?? '';
  const text = documentOf(made)[key] ?? '';
  const unknown = ['{"status":"Note"}', '{"unheard":"Note"}', '{"name":"Note","tags":7}'].map((more) => ({
    title: more,
    text: more,
  }));
  const found = sweep(made, [...corruptions(text), ...unknown], (copy, stored) => {
    documentOf(copy)[key] = stored;
    const notes = shownRows(copy.world, SHEET).map(({ Note }) => Note);
    const picked = ask(copy.world, 'chooseColumn', { role: 'tags', header: 'Tags' });
    const wrong = picked?.ok ? [] : ['no column can be pointed out'];
    const faults = [...opened(copy), ...wrong];
    rest(copy, () => create.begin(copy.world));
    return JSON.stringify(shownRows(copy.world, SHEET).map(({ Note }) => Note)) === JSON.stringify(notes)
      ? faults
      : [...faults, 'the column “Note” was written'];
  });
  expect(found).toEqual([]);
});

test('a schedule, stored in another form, counts as none or as itself, and can be set again', () => {
  const made = create.set();
  made.world.user.setCells(SHEET, 'Y1', [['Next destination', 'Switch on']]);
  setSchedule(made.world, { kind: 'week', weekday: 1, hour: 10 }, true);
  hours(made, 2);
  const all = corruptions(documentOf(made)[KEY.schedule] ?? '').filter((_, at) => at % 6 === 0);
  const found = sweep(made, all, (copy, text) => {
    documentOf(copy)[KEY.schedule] = text;
    const faults = opened(copy);
    const threw = hours(copy, 2).filter(({ outcome }) => outcome !== 'returned');
    const set = ask(copy.world, 'setSchedule', { every: { kind: 'hour' }, switches: false });
    hours(copy, 2);
    const outcome = set?.ok ? home(copy.world).schedule?.lastOutcome : set?.failure.message;
    return [
      ...faults,
      ...threw.map(({ error }) => `the trigger threw: ${error}`),
      ...(outcome === '4 rows refreshed.' ? [] : [`set again it said: ${outcome}`]),
    ];
  });
  expect(found).toEqual([]);
});

test('a connection, stored in another form, counts as none or as itself, and a key can be set again', () => {
  const made = create.set();
  const found = sweep(made, corruptions(ownerOf(made)[KEY.connection] ?? ''), (copy, text) => {
    ownerOf(copy)[KEY.connection] = text;
    const faults = opened(copy);
    const refused = ask(copy.world, 'previewChange', {
      request: { kind: 'pause' },
      scope: 'sheet',
      hidden: false,
    });
    const untold = refused?.ok === false && ['unexpected', 'bad-call'].includes(refused.failure.code);
    connect(copy.world, copy.qrius);
    copy.world.advance(60_000);
    const since = copy.world.now();
    rest(copy, () => create.begin(copy.world));
    return [
      ...faults,
      ...(untold ? [`a change says: ${refused.failure.message}`] : []),
      ...create.wrong(copy, since),
    ];
  });
  expect(found).toEqual([]);
});

test('codes whose row is gone, stored in another form, hide neither the sidebar nor the other ones', () => {
  const { made } = stored(create, true);
  const { job } = home(made.world);
  const owner = ownerOf(made)['qrius.user'] ?? '';
  const good = { id: 'qr_good', name: 'Good', shortUrl: 'https://qrius.io/good' };
  documentOf(made)[`qrius.lost.${owner}.${job?.id}.1.0`] = JSON.stringify([good]);
  const found = sweep(made, corruptions(JSON.stringify([good])), (copy, text) => {
    documentOf(copy)[`qrius.lost.${owner}.${job?.id}.0.0`] = text;
    const answer = ask(copy.world, 'getHome', null);
    const told = answer?.ok ? answer.value.job?.orphans.map(({ id }) => id) : [];
    return [...opened(copy), ...(told?.includes('qr_good') ? [] : ['the other code is not told of'])];
  });
  expect(found).toEqual([]);
});
