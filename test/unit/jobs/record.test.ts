// The record of a job in the document's properties, who may run it, and what a user is told of it.
import fc from 'fast-check';
import { summary } from '../../../src/jobs/job-view';
import { EXECUTION_LIMIT_MS, takeLease } from '../../../src/jobs/lease';
import { askToStop, type CreateRecord, forgetLost, load, save } from '../../../src/jobs/record';
import { UserError } from '../../../src/shared/errors';
import { jobRecord, NOW, quiet } from './ports';

/** What a value of a property may take (Quotas for Google Services, Properties value size). */
const PROPERTY_BYTES = 9 * 1024;

/** Lost codes as they are kept: in properties of their owner's. */
const page = (codes: unknown) => ({ key: expect.stringMatching(/^qrius\.lost\.me\./), owner: 'me', codes });

describe('the record of a job', () => {
  test('is read as it was saved, one version on, beside a request to stop and lost codes', () => {
    const { store } = quiet();
    const lost = [{ id: '1', name: 'A', shortUrl: 'https://qrius.io/1' }];
    const saved = save(store, jobRecord({ inFlight: ['aaaa-11111'] }), lost);
    expect(saved).toEqual({ ...jobRecord({ inFlight: ['aaaa-11111'] }), version: 1 });
    askToStop(store, 'job-1');
    expect(load(store)).toEqual({ record: saved, stop: 'job-1', lost: [page(lost)] });
    expect(save(store, saved).version).toBe(2);
    expect(load(store).orphans).toEqual([page(lost)]);
  });

  test('counts as none where it cannot be read', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('{"kind":"create"}', '{"kind":"move","counts":{}}')),
        (text) => {
          const { store } = quiet();
          store.set({ 'qrius.job': text });
          expect(load(store)).toEqual({ record: null, stop: null, lost: [] });
        },
      ),
    );
    expect(load(quiet().store)).toEqual({ record: null, stop: null, lost: [] });
  });

  test('is far below the size of a property with a whole chunk in flight', () => {
    const { store, stored } = quiet();
    const failure = { code: 'plan-limit' as const, message: 'ä'.repeat(400) };
    save(store, jobRecord({ inFlight: Array.from({ length: 250 }, (_, n) => `${1000 + n}-abcde`), failure }));
    expect(Buffer.byteLength(stored['qrius.job'] ?? '')).toBeLessThan(PROPERTY_BYTES / 1.5);
  });

  test('has lost codes beside it, in properties of a fit size, none of them dropped until they were told', () => {
    const { store, stored } = quiet();
    const codes = (from: number, length: number) =>
      Array.from({ length }, (_, n) => ({
        id: `qr_${from + n}_${'0'.repeat(30)}`,
        name: '議'.repeat(2_000),
        shortUrl: `https://qrius.io/a-slug-of-some-length-${from + n}`,
      }));
    const record = save(store, jobRecord(), codes(0, 250));
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
    const [first, ...others] = load(store).orphans.map(({ key }) => key);
    forgetLost(store, [first ?? '']);
    expect(load(store).orphans.map(({ key }) => key)).toEqual(others);
    forgetLost(store, others);
    expect(load(store)).toEqual({ lost: [], stop: null, record: expect.objectContaining({ version: 2 }) });
  });
});

const refusalOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the lease of a job', () => {
  const held = { runner: 'r', until: NOW + EXECUTION_LIMIT_MS };
  const begun = (more: Partial<CreateRecord>) => {
    const ports = quiet();
    save(ports.store, jobRecord(more));
    return ports;
  };

  test('is taken with a new job where there is none, or the last one has ended', () => {
    for (const ports of [quiet(), begun({ phase: 'ended', owner: 'bob', lease: held })]) {
      const seen: unknown[] = [];
      const record = takeLease(ports, 'me', (unfinished) => {
        seen.push(unfinished);
        return jobRecord({ id: 'new', phase: 'starting' });
      });
      expect(seen).toEqual([null]);
      expect(record).toMatchObject({ id: 'new', lease: { until: NOW + EXECUTION_LIMIT_MS } });
      expect(load(ports.store).record).toEqual(record);
    }
  });

  test('is taken over from an execution that must be dead by now, with the job as it was left', () => {
    const ports = begun({ lease: { runner: 'dead', until: NOW } });
    const record = takeLease(ports, 'me', (unfinished) => unfinished ?? jobRecord({ id: 'new' }));
    expect(record).toMatchObject({ id: 'job-1', version: 2, lease: { until: NOW + EXECUTION_LIMIT_MS } });
    expect(record.lease?.runner).not.toBe('dead');
  });

  test.each<[string, string, Partial<CreateRecord>, string]>([
    ['somebody runs it', 'job-busy', { lease: held }, 'Try again in at most 6 minutes.'],
    ['it runs out soon', 'job-busy', { lease: { runner: 'r', until: NOW + 1 } }, 'Try again in a minute.'],
    ['a colleague began it', 'job-of-colleague', { owner: 'bob' }, 'Only they can go on with it'],
    [
      'a colleague’s run died',
      'job-of-colleague',
      { owner: 'bob', lease: { runner: 'r', until: NOW - 1 } },
      'Only they',
    ],
  ])('is refused where %s', (_, code, more, said) => {
    const ports = begun(more);
    const before = { ...ports.stored };
    const failure = refusalOf(() => takeLease(ports, 'me', () => jobRecord()));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(said);
    expect(ports.stored).toEqual(before);
  });

  test('is had by anybody where a job was cut off while it began: nothing of it was sent', () => {
    const ports = begun({ owner: 'bob', phase: 'starting', lease: { runner: 'r', until: NOW - 1 } });
    expect(takeLease(ports, 'me', () => jobRecord({ id: 'mine' })).id).toBe('mine');
  });

  test('is refused where the lock cannot be had, and nothing is kept of a choice that refuses', () => {
    const ports = quiet();
    expect(
      refusalOf(() => takeLease({ ...ports, lock: { alone: () => null } }, 'me', () => jobRecord())).code,
    ).toBe('job-busy');
    const refuse = () => {
      throw new Refusal('other-account', 'Another account.');
    };
    expect(refusalOf(() => takeLease(ports, 'me', refuse)).code).toBe('other-account');
    expect(ports.stored).toEqual({});
  });
});

describe('what a user is told', () => {
  test('adds up to the rows that were asked for', () => {
    const part = fc.nat(300);
    const all = fc.record({
      done: part,
      failed: part,
      already: part,
      hidden: part,
      unfit: part,
      waiting: part,
      left: part,
    });
    fc.assert(
      fc.property(all, ({ left, ...parts }) => {
        const asked = parts.done + parts.failed + parts.waiting + left;
        const told = summary(jobRecord({ counts: { ...parts, asked, lost: 0 } }));
        expect(Object.values(told).reduce((sum, count) => sum + count, 0)).toBe(
          asked + parts.already + parts.unfit + parts.hidden,
        );
      }),
    );
  });
});
