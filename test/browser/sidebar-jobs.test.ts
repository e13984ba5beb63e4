// Jobs that something happens to in the middle: a stop, a closed sidebar, a sorted sheet, a kill, the rate limit.
import { codesOf, everyRowHasItsCode, records, rowsOf, until } from './sheet';
import { browserForAll, connect, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage, join } = browserForAll();
let stage: Stage;

/** From home to the running job, with the choices as they are. */
async function create(count: number): Promise<void> {
  await stage.press(`Create ${count} codes`);
  await stage.sees('Check before creating');
  await stage.press(`Create ${count} codes`);
}

async function reopen(): Promise<void> {
  await stage.closeSidebar();
  await stage.choose('Open the sidebar');
}

/** Resolves in the middle of a job: some codes are made, and others are not. */
const inTheMiddle = () => until(() => codesOf(stage).length > 0);

/** A colleague sees the job and whose it is, and nothing to begin another one with. */
async function seenByColleague(): Promise<void> {
  const other = await join(stage, 'colleague');
  await other.sees('Connect to Qrius');
  await connect(other, stage.key, 'Ash');
  await other.sees('Sheet1');
  const job = other.sidebar.getByRole('region', { name: 'Job of a colleague' });
  await job.getByText('You is creating codes in this document.').waitFor();
  await job.getByText('Only You can stop it or go on with it.').waitFor();
  await job.getByRole('progressbar', { name: 'Rows finished' }).waitFor();
  expect(await other.button(/^(Create|Review|Stop|Continue)/).count()).toBe(0);
}

const trees = (count: number, latencyMs: number) =>
  setStage({ latencyMs, document: { name: 'Trees', rows: rowsOf(count) } });

test('a job is stopped while it begins, another in the middle; rows are tidy, and the next makes the rest and nothing twice', async () => {
  stage = await trees(50, 900);
  await create(50);
  await stage.press('Stop');
  await stage.sees('The job was stopped');
  await stage.press('Done');
  const early = codesOf(stage).length;
  await create(50 - early);
  await until(() => codesOf(stage).length > early);
  await stage.press('Stop');
  await stage.sees('The job was stopped');
  const made = codesOf(stage).length;
  expect([early < made, made < 50]).toEqual([true, true]);
  const rows = await records(stage);
  expect(rows.map(({ Status, 'QR ID': id }) => [Status, id !== ''])).toEqual(
    rows.map(({ 'QR ID': id }) => (id === '' ? ['Stopped before it was created', false] : ['Created', true])),
  );
  await stage.press('Done');
  stage.service.config.latencyMs = 20;
  await create(50 - made);
  await stage.sees(`${50 - made} codes created`);
  await everyRowHasItsCode(stage, 50);
});

test('a sidebar that is closed and opened again, in a slice and between two, shows the job and goes on to its end', async () => {
  stage = await trees(30, 300);
  stage.service.config.requestsPerMinute = 14;
  await create(30);
  await inTheMiddle();
  await reopen();
  await stage.sees('Creating codes');
  await stage.sidebar.getByRole('progressbar', { name: 'Rows finished' }).waitFor();
  const made: number[] = [];
  for (const _ of ['after the first slice', 'after the second']) {
    await stage.sidebar.getByText(/^Goes on in/).waitFor();
    await stage.closeSidebar();
    made.push(codesOf(stage).length);
    await stage.post('/world/hour');
    await stage.choose('Open the sidebar');
  }
  const [first = 0, second = 0] = made;
  expect([first > 0, second > first, second < 30]).toEqual([true, true, true]);
  await stage.sees('30 codes created');
  await everyRowHasItsCode(stage, 30);
});

test('the sheet is sorted in the middle: every row keeps its own code', async () => {
  stage = await trees(30, 800);
  await create(30);
  await inTheMiddle();
  await stage.post('/edit', { edits: [{ kind: 'sort', byColumn: 'A', ascending: false }] });
  await until(async () => (await records(stage))[0]?.Name === 'Tree 030');
  expect(codesOf(stage).length).toBeLessThan(30);
  await stage.sees('30 codes created');
  expect((await records(stage))[0]?.Name).toBe('Tree 030');
  await everyRowHasItsCode(stage, 30);
});

test('a job that is killed while it begins is no job: it can be begun anew', async () => {
  stage = await trees(30, 20);
  await stage.press('Create 30 codes');
  await stage.sidebar.getByText('30 codes will be made').waitFor();
  await stage.post('/world/kill');
  await stage.press('Create 30 codes');
  await stage.sidebar.getByText(/it can begin anew in about 2 minutes\.$/).waitFor();
  expect(await stage.sidebar.getByText(/0 of 0/).count()).toBe(0);
  await stage.post('/world/hour');
  await stage.sees('Sheet1');
  await create(30);
  await stage.sees('30 codes created');
  await everyRowHasItsCode(stage, 30);
});

test('the rate limit shows a countdown, and colleagues the job; a kill after it a sentence; the job goes on once it may', async () => {
  stage = await trees(30, 20);
  stage.service.config.requestsPerMinute = 15;
  await create(30);
  const clock = stage.sidebar.getByText(/^Goes on in \d:\d\d$/);
  const first = await clock.innerText();
  await clock.filter({ hasNotText: first }).waitFor();
  const made = codesOf(stage).length;
  expect([made > 0, made < 30]).toEqual([true, true]);
  stage.service.config.requestsPerMinute = null;
  await seenByColleague();
  await stage.post('/world/kill');
  await stage.closeSidebar();
  await stage.post('/world/hour');
  await stage.choose('Open the sidebar');
  await stage.sidebar.getByRole('alert').getByText('No answer came in time.').waitFor();
  await stage.press('Try again');
  await stage.sidebar.getByText('The job is being worked on already').waitFor();
  await stage.post('/world/hour');
  await stage.sees('30 codes created');
  await everyRowHasItsCode(stage, 30);
});
