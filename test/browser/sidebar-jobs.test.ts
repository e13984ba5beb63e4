// Jobs whose user does something in the middle: a stop, a closed sidebar, a sorted sheet.
import { codesOf, everyRowHasItsCode, records, rowsOf, until } from './sheet';
import { browserForAll, create, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;

async function reopen(): Promise<void> {
  await stage.closeSidebar();
  await stage.choose('Open the sidebar');
}

/** Resolves in the middle of a job: some codes are made, and others are not. */
const inTheMiddle = () => until(() => codesOf(stage).length > 0);

const trees = (count: number, latencyMs: number) =>
  setStage({ latencyMs, document: { name: 'Trees', rows: rowsOf(count) } });

test('a job is stopped while it begins, another in the middle; rows are tidy, and the next makes the rest and nothing twice', async () => {
  stage = await trees(50, 900);
  await create(stage, 50);
  await stage.press('Stop');
  await stage.sees('Job stopped');
  await stage.press('Done');
  const early = codesOf(stage).length;
  await create(stage, 50 - early);
  await until(() => codesOf(stage).length > early);
  await stage.press('Stop');
  await stage.sees('Job stopped');
  const made = codesOf(stage).length;
  expect([early < made, made < 50]).toEqual([true, true]);
  const rows = await records(stage);
  expect(rows.map(({ Status, 'QR ID': id }) => [Status, id !== ''])).toEqual(
    rows.map(({ 'QR ID': id }) => (id === '' ? ['Stopped before it was created', false] : ['Created', true])),
  );
  await stage.press('Done');
  stage.service.config.latencyMs = 20;
  await create(stage, 50 - made);
  await stage.sees(`${50 - made} codes created`);
  await everyRowHasItsCode(stage, 50);
});

test('a sidebar that is closed and opened again in a slice shows the job; closed between two, it finds the job carried on', async () => {
  stage = await trees(30, 300);
  stage.service.config.requestsPerMinute = 14;
  await create(stage, 30);
  await inTheMiddle();
  await reopen();
  await stage.sees('Creating codes');
  await stage.sidebar.getByRole('progressbar', { name: 'Rows finished' }).waitFor();
  await stage.sidebar.getByText(/Don’t type into the columns that the job is filling in/).waitFor();
  await stage.sidebar.getByText(/^Resuming in/).waitFor();
  await stage.closeSidebar();
  expect(codesOf(stage).length).toBeLessThan(30);
  stage.service.config.requestsPerMinute = null;
  await stage.post('/world/hour');
  await until(async () => (await records(stage)).every(({ Status: status }) => status === 'Created'));
  await stage.choose('Open the sidebar');
  await stage.sidebar.getByText('Last job: 30 codes created.').waitFor();
  await stage.press('Show result');
  await stage.sees('30 codes created');
  await everyRowHasItsCode(stage, 30);
});

test('the sheet is sorted in the middle: every row keeps its own code', async () => {
  stage = await trees(30, 800);
  await create(stage, 30);
  await inTheMiddle();
  await stage.post('/edit', { edits: [{ kind: 'sort', byColumn: 'A', ascending: false }] });
  await until(async () => (await records(stage))[0]?.Name === 'Tree 030');
  expect(codesOf(stage).length).toBeLessThan(30);
  await stage.sees('30 codes created');
  expect((await records(stage))[0]?.Name).toBe('Tree 030');
  await everyRowHasItsCode(stage, 30);
});
