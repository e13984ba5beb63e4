// The record of a job in the document's properties, who may run it, and what a user is told of it.
import fc from 'fast-check';
import type { Job, JobState } from '../../../src/jobs/job';
import { EXECUTION_LIMIT_MS } from '../../../src/jobs/job';
import { takeLease } from '../../../src/jobs/lease';
import { forgetOrphans } from '../../../src/jobs/orphans';
import { load, putBack, save } from '../../../src/jobs/record';
import { askToStop } from '../../../src/jobs/stop';
import { jobView, summary } from '../../../src/jobs/view';
import { UserError } from '../../../src/shared/errors';
import { sealer } from '../../../src/shared/seal';
import { changeRecords, recordText, writeRecord } from '../../support/record';
import { refusalOf } from '../../support/refusal';
import { detailsOf, jobOf, ME, NOW, quiet } from './ports';

/** What a value of a property may take (docs/facts/apps-script.md#property-size). */
const PROPERTY_BYTES = 9 * 1024;

/** Details with digests of so many rows: others for each number. */
const longDetails = (rows: number) => ({
  ...detailsOf(),
  approved: String(rows).padStart(9, '0').repeat(rows),
});

const DONE: JobState = { kind: 'ended', how: 'done', why: null };

/** Codes without a row as they are kept: in properties of their owner's. */
const page = (codes: unknown) => ({ key: expect.stringMatching(/^qrius\.lost\.me\./), codes });

describe('the record of a job', () => {
  test('is read as it was saved, one version on, beside a request to stop and codes that lost their row', () => {
    const { store } = quiet();
    const orphans = [{ id: '1', name: 'A', shortUrl: 'https://qrius.io/1', isUnsure: false }];
    const begun = jobOf({ details: detailsOf(['aaaa-11111']) });
    const saved = save(store, begun, orphans);
    expect(saved).toEqual({ ...begun, version: 1 });
    askToStop(store, 'job-1');
    expect(load(store)).toEqual({
      job: saved,
      version: 1,
      unreadable: false,
      orphansTold: false,
      endedEarly: null,
      stop: 'job-1',
      orphans: [page(orphans)],
    });
    expect(save(store, saved).version).toBe(2);
    expect(load(store).orphans).toEqual([page(orphans)]);
  });

  test('counts as none where it cannot be read', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('{"kind":"create"}', '{"kind":"move","counts":{}}')),
        (text) => {
          const { store } = quiet();
          store.set({ 'qrius.job.0.0': text });
          expect(load(store)).toMatchObject({ job: null, unreadable: true, stop: null, orphans: [] });
        },
      ),
    );
    expect(load(quiet().store)).toMatchObject({ job: null, unreadable: false, stop: null, orphans: [] });
  });

  test('has as many properties as it needs, and one again when it is short', () => {
    const { store, stored } = quiet();
    const why = { code: 'plan-limit' as const, message: 'ä'.repeat(400) };
    for (const count of [2_000, 700, 1_300, 0]) {
      const saved = save(store, jobOf({ details: longDetails(count), state: { kind: 'paused', why } }));
      expect(load(store).job).toEqual(saved);
      for (const text of Object.values(stored)) expect(Buffer.byteLength(text)).toBeLessThan(PROPERTY_BYTES);
    }
    // A record whose text ends with a full page.
    const lengths = Array.from({ length: 30 }, (_, more) => {
      const saved = save(store, jobOf({ headers: { name: 'x'.repeat(7_915 + more) } }));
      expect(load(store).job).toEqual(saved);
      return recordText(stored).length;
    });
    expect(lengths).toContain(8_500);
  });

  test('is the one before or the new one, for its owner and for others, whichever properties a save that was cut off wrote', () => {
    const sizes = fc.integer({ min: 0, max: 1_400 });
    const cut = fc.record({ size: sizes, written: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }) });
    fc.assert(
      fc.property(
        fc.array(sizes, { maxLength: 4 }),
        fc.array(cut, { minLength: 1, maxLength: 4 }),
        (saves, cuts) => {
          const { store, stored } = quiet();
          const other = { ...store, me: { ...ME, id: 'bob', seal: sealer('b'.repeat(64), 'document') } };
          const long = (job: Job, size: number) => ({
            ...job,
            details: longDetails(size),
          });
          let current: Job | null = null;
          for (const size of saves) current = save(store, long(current ?? jobOf(), size));
          for (const { size, written } of cuts) {
            const before = current;
            const torn = (entries: Record<string, string>) =>
              void Object.assign(
                stored,
                Object.fromEntries(Object.entries(entries).filter((_, at) => written[at])),
              );
            const begun = { ...store.begun, reached: () => {} };
            const next = save({ ...store, begun, set: torn }, long(before ?? jobOf(), size));
            current = load(store).job;
            expect([before, next]).toContainEqual(current);
            expect(load(other).job).toEqual(current);
            if (written.every((one) => one)) expect(current).toEqual(next);
            if (current) expect(load(store).unreadable).toBe(false);
          }
          const last = save(store, long(current ?? jobOf(), 3));
          expect([load(store).job, load(other).job]).toEqual([last, last]);
        },
      ),
    );
  });

  test('is not an earlier one of the same job once its slice ended, but may be a later one', () => {
    const { store, stored } = quiet();
    const lease = { runner: 'me', until: NOW };
    const first = save(store, jobOf());
    const earlier = { ...stored };
    const taken = save(store, { ...first, lease });
    const between = { ...stored };
    save(store, { ...taken, lease: null });
    for (const [texts, job] of [
      [earlier, null],
      [between, null],
    ] as const) {
      for (const key of Object.keys(stored)) delete stored[key];
      Object.assign(stored, texts);
      expect(load(store)).toMatchObject({ job, unreadable: true });
    }
    const cutOff = quiet();
    const began = save(cutOff.store, jobOf());
    const noted = save(cutOff.store, { ...began, lease });
    expect(load(cutOff.store).job).toEqual(noted);
  });

  test('counts on from a record that is none of its owner’s, and past the last number', () => {
    const { store, stored } = quiet();
    save(store, jobOf({ version: 2 ** 32 - 2 }));
    expect(save(store, load(store).job ?? jobOf()).version).toBe(0);
    expect(load(store).job?.version).toBe(0);
    changeRecords(stored, { version: 2 ** 31 });
    expect(load(store)).toMatchObject({ job: null, unreadable: true });
    const begun = takeLease({ ...quiet(), store }, 'me', () => jobOf({ id: 'new' }));
    expect(begun.version).toBe(2 ** 31 + 1);
    expect(load({ ...store, me: { ...ME, id: 'bob' } }).job).toEqual(begun);
  });

  test('comes back as it was where the next job does not begin, a colleague’s too', () => {
    for (const owner of ['me', 'bob']) {
      const ports = quiet();
      const ended = save({ ...ports.store, me: { ...ME, id: owner } }, jobOf({ owner, state: DONE }));
      const leased = takeLease(ports, 'me', () => jobOf({ id: 'new', state: { kind: 'starting' } }));
      putBack(ports.store, ended, leased);
      expect(load(ports.store).job).toEqual(ended);
    }
  });

  test('has codes without a row beside it, in properties of a fitting size, none dropped until their owner knows', () => {
    const { store, stored } = quiet();
    const codes = (from: number, length: number) =>
      Array.from({ length }, (_, n) => ({
        id: `qr_${from + n}_${'0'.repeat(30)}`,
        name: '議'.repeat(2_000),
        shortUrl: `https://qrius.io/a-slug-of-some-length-${from + n}`,
        isUnsure: false,
      }));
    const record = save(store, jobOf(), codes(0, 250));
    save(store, record, codes(250, 45));
    expect(
      load(store)
        .orphans.flatMap((kept) => kept.codes.map(({ id }) => id))
        .sort(),
    ).toEqual(
      codes(0, 295)
        .map(({ id }) => id)
        .sort(),
    );
    for (const value of Object.values(stored)) expect(Buffer.byteLength(value)).toBeLessThan(PROPERTY_BYTES);
    const [first, ...others] = load(store).orphans;
    forgetOrphans(store, first ? [first] : []);
    expect(load(store).orphans).toEqual(others);
    forgetOrphans(store, others);
    expect(load(store)).toMatchObject({ orphans: [], stop: null, job: { version: 2 } });
  });
});

describe('the lease of a job', () => {
  const held = { runner: 'r', until: NOW + EXECUTION_LIMIT_MS };
  const begun = (more: Partial<Job>) => {
    const ports = quiet();
    save(ports.store, jobOf(more));
    return ports;
  };

  test('is taken with a new job where there is none, or the last one has ended', () => {
    for (const ports of [quiet(), begun({ state: DONE, owner: 'bob', lease: held })]) {
      const seen: unknown[] = [];
      const job = takeLease(ports, 'me', (unfinished) => {
        seen.push(unfinished);
        return jobOf({ id: 'new', state: { kind: 'starting' } });
      });
      expect(seen).toEqual([null]);
      expect(job).toMatchObject({ id: 'new', lease: { until: NOW + EXECUTION_LIMIT_MS } });
      expect(load(ports.store).job).toEqual(job);
    }
  });

  test('is taken over from an execution that must be dead by now, with the job as it was left', () => {
    const ports = begun({ lease: { runner: 'dead', until: NOW } });
    const job = takeLease(ports, 'me', (unfinished) => unfinished ?? jobOf({ id: 'new' }));
    expect(job).toMatchObject({ id: 'job-1', version: 2, lease: { until: NOW + EXECUTION_LIMIT_MS } });
    expect(job.lease?.runner).not.toBe('dead');
  });

  test.each<[string, string, Partial<Job>, string]>([
    ['somebody runs it', 'job-busy', { lease: held }, 'Try again in at most 6 minutes.'],
    ['it runs out soon', 'job-busy', { lease: { runner: 'r', until: NOW + 1 } }, 'Try again in a minute.'],
    ['a colleague began it', 'job-of-colleague', { owner: 'bob' }, 'Only they can stop or resume it'],
    [
      'a colleague’s run died',
      'job-of-colleague',
      { owner: 'bob', lease: { runner: 'r', until: NOW - 1 } },
      'Only they',
    ],
  ])('is refused where %s', (_, code, more, said) => {
    const ports = begun(more);
    const before = { ...ports.stored };
    const refusal = refusalOf(() => takeLease(ports, 'me', () => jobOf()));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(said);
    expect(ports.stored).toEqual(before);
  });

  test('is had by anybody where a job was cut off while it began: nothing of it was sent', () => {
    const ports = begun({
      owner: 'bob',
      state: { kind: 'starting' },
      lease: { runner: 'r', until: NOW - 1 },
    });
    expect(takeLease(ports, 'me', () => jobOf({ id: 'mine' })).id).toBe('mine');
  });

  test('is refused where the lock cannot be had, and nothing is kept of a choice that refuses', () => {
    const ports = quiet();
    expect(
      refusalOf(() => takeLease({ ...ports, lock: { alone: () => null } }, 'me', () => jobOf())).code,
    ).toBe('job-busy');
    const refuse = () => {
      throw new UserError('other-account', 'Another account.');
    };
    expect(refusalOf(() => takeLease(ports, 'me', refuse)).code).toBe('other-account');
    expect(ports.stored).toEqual({});
  });
});

/** Every value of JSON that differs from one that is there. */
const otherThan = (value: unknown) =>
  fc
    .oneof(fc.jsonValue(), fc.constantFrom(undefined, -1, 1.5, '', [], {}, null, '__proto__'))
    .filter((other) => JSON.stringify(other) !== JSON.stringify(value));
const pathsOf = (value: unknown): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        [key],
        ...pathsOf(inner).map((path) => [key, ...path]),
      ])
    : [];
/** A copy of plain JSON with another value at a path; `undefined` leaves the field out. */
function corrupted(record: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(record))
    return record.map((item, at) =>
      String(at) === key ? (rest.length > 0 ? corrupted(item, rest, value) : value) : item,
    );
  const entries = typeof record === 'object' && record !== null ? Object.entries(record) : [];
  return Object.fromEntries(
    entries.map(([name, inner]) => {
      if (name !== key) return [name, inner];
      return [name, rest.length > 0 ? corrupted(inner, rest, value) : value];
    }),
  );
}

describe('a record that is damaged', () => {
  const why = { code: 'no-answer' as const, message: 'No.' };
  const records: Job[] = [
    jobOf({ lease: { runner: 'r', until: NOW }, account: 'acc', details: detailsOf(['aaaa-11111']) }),
    jobOf({ state: { kind: 'waiting', until: NOW } }),
    jobOf({ state: { kind: 'paused', why } }),
    jobOf({ state: { kind: 'ended', how: 'given-up', why } }),
    jobOf({ kind: 'import', details: {} }),
    jobOf({ kind: 'change', details: { what: 'tags', tags: { action: 'add', tags: ['a'] } } }),
    jobOf({
      kind: 'refresh',
      details: { marked: true, since: NOW, once: false, last: ['a'], unanswered: ['b'], missed: ['c'] },
    }),
  ];
  const storedOf = (job: Job): unknown => {
    const { store, stored } = quiet();
    save(store, job);
    return JSON.parse(recordText(stored));
  };
  const loaded = (record: unknown) => {
    const { store, stored } = quiet();
    writeRecord(stored, JSON.stringify(record));
    return load(store);
  };

  test('counts as none where any one of its fields is missing, or it is of another format, and says so', () => {
    for (const record of records.map(storedOf))
      for (const path of pathsOf(record)) {
        // A header that a job does not note is none that it needs; items of lists move up.
        if (path[0] === 'headers' && path.length > 1) continue;
        if (/^\d+$/.test(path[path.length - 1] ?? '')) continue;
        // A job that has ended needs no seal: nothing is done for it.
        if (path[0] === 'seal') continue;
        expect([path, loaded(corrupted(record, path, undefined))]).toMatchObject([
          path,
          { job: null, unreadable: true, stop: null, orphans: [] },
        ]);
      }
    expect(loaded(corrupted(storedOf(jobOf()), ['format'], 1))).toMatchObject({
      job: null,
      unreadable: true,
    });
  });

  test('is read as a whole or not at all, whatever one of its fields holds, and never breaks a reader', () => {
    const damaged = fc
      .constantFrom(...records.map(storedOf))
      .chain((record) => fc.tuple(fc.constant(record), fc.constantFrom(...pathsOf(record))))
      .chain(([record, path]) => fc.tuple(fc.constant(record), fc.constant(path), otherThan(undefined)));
    fc.assert(
      fc.property(damaged, ([record, path, value]) => {
        const { job, unreadable } = loaded(corrupted(record, path, value));
        expect(unreadable).toBe(job === null);
        if (job === null) return;
        // What is read can be shown, and saved and read again.
        const view = jobView(job, [], [], 'me', NOW);
        expect(Number.isFinite(view.total + view.waitMs + view.busyMs)).toBe(true);
        expect(loaded(storedOf(job)).job).toEqual({ ...job, version: job.version + 1 });
      }),
      { numRuns: 400 },
    );
  });

  test('keeps nobody from starting a job', () => {
    const ports = quiet();
    ports.store.set({ 'qrius.job.0.0': '{"format":1}' });
    expect(takeLease(ports, 'me', (unfinished) => unfinished ?? jobOf({ id: 'new' })).id).toBe('new');
  });
});

describe('what a user sees of a job', () => {
  test('adds up to the rows that were asked for', () => {
    const part = fc.nat(300);
    const all = fc.record({
      done: part,
      failed: part,
      already: part,
      hidden: part,
      invalid: part,
      waiting: part,
      withdrawn: part,
    });
    fc.assert(
      fc.property(all, ({ withdrawn, ...parts }) => {
        const asked = parts.done + parts.failed + parts.waiting + withdrawn;
        const shown = summary(jobOf({ counts: { ...parts, asked, orphans: 0 } }));
        const total = Object.values(shown).reduce((sum, count) => sum + count, 0);
        expect(total).toBe(asked + parts.already + parts.invalid + parts.hidden);
        expect(jobView(jobOf({ counts: { ...parts, asked, orphans: 0 } }), [], [], 'me', NOW).total).toBe(
          total,
        );
      }),
    );
  });

  const why = { code: 'no-answer' as const, message: 'No.' };
  test.each<[JobState, object]>([
    [{ kind: 'starting' }, { phase: 'starting', ending: null, failure: null, waitMs: 0 }],
    [{ kind: 'running' }, { phase: 'running', ending: null, failure: null, waitMs: 0 }],
    [
      { kind: 'waiting', until: NOW + 9_000 },
      { phase: 'waiting', waitMs: 9_000, failure: null },
    ],
    [
      { kind: 'paused', why },
      { phase: 'paused', failure: why, waitMs: 0, leftMs: null },
    ],
    [DONE, { phase: 'ended', ending: 'done', failure: null, leftMs: null }],
    [
      { kind: 'ended', how: 'given-up', why },
      { phase: 'ended', ending: 'given-up', failure: why },
    ],
  ])('in the state %j', (state, view) => {
    expect(jobView(jobOf({ state }), [], [], 'bob', NOW)).toMatchObject({
      ...view,
      mine: false,
      owner: 'Me',
    });
  });
});
