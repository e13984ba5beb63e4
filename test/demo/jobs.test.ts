// The demo's jobs that change codes: the story of the conference after its codes were created, undisturbed and with faults.
import { readOptions } from '../../playground/options';
import type { Result } from '../../playground/result';
import { demo, program, untruths, withFile } from './helper';

const OVERFLOW = 'https://conf.example.com/sessions/s14?room=overflow-b';
const s14 = ({ rows, account }: Result) => ({
  row: rows.find(({ slug }) => slug === 'conf-2025-s14'),
  code: account.find(({ slug }) => slug === 'conf-2025-s14'),
});

test('update: session S14 moves to the overflow room, with one request that changes', async () => {
  const { result, said } = await demo({ job: 'update' });
  expect(s14(result)).toMatchObject({
    row: {
      destinationUrl: OVERFLOW,
      status: 'Changed: destination',
      shortUrl: 'https://qrius.io/conf-2025-s14',
    },
    code: { destinationUrl: OVERFLOW },
  });
  expect(said).toBe('1 row updated (Updated 1, Already up to date 49, Failed 0)');
  // The list of codes, and the change.
  expect(result).toMatchObject({
    job: 'update',
    counts: { done: 1, already: 49, failed: 0, waiting: 0, withdrawn: 0 },
    requests: { sent: 2, refused: 0 },
    slices: 1,
  });
  expect(untruths(result)).toEqual([]);
});

test('undo: the session moves back', async () => {
  const { result } = await demo({ job: 'undo' });
  const url = 'https://conf.example.com/sessions/s14';
  expect(s14(result)).toMatchObject({ row: { destinationUrl: url }, code: { destinationUrl: url } });
  expect(result.counts).toEqual({ done: 1, already: 0, failed: 0, waiting: 0, withdrawn: 0 });
});

test('tags: the engineering sessions get theirs, in one request', async () => {
  const { result } = await demo({ job: 'tags' });
  const tagged = result.account.filter(({ tags }) => tags.includes('track:engineering'));
  const changed = result.rows.filter(({ status }) => status === 'Changed: tags');
  expect(tagged.map(({ id }) => id)).toEqual(changed.map(({ id }) => id));
  expect(changed.map(({ slug }) => slug).slice(0, 2)).toEqual(['conf-2025-s05', 'conf-2025-s09']);
  expect(result).toMatchObject({ counts: { done: changed.length, withdrawn: 0 }, requests: { sent: 2 } });
});

test('pause: all fifty; delete: five rows, which keep what was written', async () => {
  const paused = await demo({ job: 'pause' });
  expect(paused.result.account.filter((code) => code.paused)).toHaveLength(50);
  const { result } = await demo({ job: 'delete' });
  expect(result.account).toHaveLength(45);
  expect(result.rows.slice(0, 5).map(({ id, status }) => `${id}${status}`)).toEqual(Array(5).fill('Deleted'));
  expect(result.rows[0]).toMatchObject({
    destinationUrl: 'https://conf.example.com/sessions/s01',
    shortUrl: '',
  });
  expect(untruths({ ...result, rows: result.rows.slice(5) })).toEqual([]);
});

test('with faults each job comes to the same end', async () => {
  for (const faults of [1, 2]) {
    const update = (await demo({ job: 'update', faults })).result;
    expect([s14(update).code?.destinationUrl, untruths(update)]).toEqual([OVERFLOW, []]);
    expect((await demo({ job: 'delete', faults })).result.account).toHaveLength(45);
    const { account } = (await demo({ job: 'pause', faults })).result;
    expect(account.filter((code) => code.paused)).toHaveLength(50);
  }
});

test('as a program, over real HTTP; and what cannot be shown is said', async () => {
  const [json, text] = await Promise.all([
    program('--job', 'update', '--json'),
    program('--job', 'pause', '--clock', 'virtual'),
  ]);
  expect(json).toMatchObject({ code: 0, err: '' });
  expect(s14(JSON.parse(json.out)).code?.destinationUrl).toBe(OVERFLOW);
  expect(text.out).toMatch(/^Changed +50 rows \(pause\)$/m);
  expect(() => readOptions(['--job', 'fly'])).toThrow(/^--job must be one of create, update, tags/);
  const run = withFile('Name,URL\nA,https://x.example\n', (sheet) => demo({ sheet, job: 'tags' }));
  expect((await run).result.account.map(({ tags }) => tags)).toEqual([['demo']]);
}, 120_000);

test('import: codes whose rows were deleted by hand are brought back', async () => {
  const { result, said } = await demo({ job: 'import' });
  expect(said).toBe('10 codes imported (Imported 10, Already in the sheet 40, Failed 0)');
  expect(result.rows).toHaveLength(50);
  expect(result.rows.slice(40).map(({ status }) => status)).toEqual(Array(10).fill('Imported from Qrius'));
  expect(untruths(result)).toEqual([]);
});

test('refresh: a day later every row shows its scans', async () => {
  const { result, said, csv } = await demo({ job: 'refresh' });
  expect(said).toBe('50 rows refreshed (Refreshed 50, Failed 0)');
  expect(result).toMatchObject({ job: 'refresh', counts: { done: 50 }, requests: { sent: 50, refused: 0 } });
  expect(csv.split('\r\n')[0]).toMatch(/Scans,Unique scans,Last scan,Change since last refresh,Scans as of$/);
});
