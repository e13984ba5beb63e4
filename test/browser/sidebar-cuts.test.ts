// Jobs that Google or Qrius interrupts: a kill while one begins, the rate limit, which a colleague sees too, and a kill of what carries it on.
import { codesOf, everyRowHasItsCode, rowsOf } from './sheet';
import { browserForAll, connect, create, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage, join } = browserForAll();
let stage: Stage;

const trees = (count: number) => setStage({ document: { name: 'Trees', rows: rowsOf(count) } });

/** A colleague sees the job and whose it is, and nothing to begin another one with. */
async function seenByColleague(): Promise<void> {
  const other = await join(stage, 'colleague');
  await other.sees('Connect to Qrius');
  // Without a key, too.
  await other.sidebar
    .getByRole('region', { name: 'A colleague’s job' })
    .getByText(/^Ada is creating/)
    .waitFor();
  await connect(other, stage.key, 'Ash');
  await other.sees('Sheet1');
  const job = other.sidebar.getByRole('region', { name: 'A colleague’s job' });
  await job.getByText('Ada is creating codes in this document.').waitFor();
  await job.getByText('Only Ada can stop or resume it.').waitFor();
  await job.getByRole('progressbar', { name: 'Rows finished' }).waitFor();
  expect(await other.button(/^(Create|Review|Stop|Continue)/).count()).toBe(0);
}

test('a job that is killed while it starts can be started again', async () => {
  stage = await trees(30);
  await stage.press('Create 30 codes');
  await stage.sidebar.getByText('30 codes will be created').waitFor();
  await stage.post('/world/kill', { early: true });
  await stage.press('Create 30 codes');
  await stage.sidebar.getByText(/You can start again in about \d minutes\.$/).waitFor();
  expect(await stage.sidebar.getByText(/0 of 0/).count()).toBe(0);
  await stage.post('/world/hour');
  await stage.sidebar.getByText('The job was interrupted before anything was sent.').waitFor();
  await stage.press('Done');
  await create(stage, 30);
  await stage.sees('30 codes created');
  await everyRowHasItsCode(stage, 30);
});

test('the rate limit shows a countdown, and colleagues the job; a killed run does not keep the job from resuming', async () => {
  stage = await trees(30);
  stage.service.config.requestsPerMinute = 15;
  await create(stage, 30);
  const clock = stage.sidebar.getByText(/^Resuming in \d:\d\d$/);
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
  await stage.sidebar
    .getByText(
      /^Another window or your hourly trigger is working on this job, or Google stopped the script\. If Google stopped it, the job continues automatically at /,
    )
    .waitFor();
  await stage.post('/world/hour');
  await stage.sees('30 codes created');
  await everyRowHasItsCode(stage, 30);
});

test('after Google stopped the script the view says nothing of rows that are being sent, and when the job continues', async () => {
  stage = await trees(30);
  await stage.press('Create 30 codes');
  await stage.sidebar.getByText('30 codes will be created').waitFor();
  await stage.post('/world/kill');
  await stage.press('Create 30 codes');
  await stage.sidebar
    .getByText(
      /^Another window or your hourly trigger is working on this job, or Google stopped the script\./,
    )
    .waitFor();
  expect(await stage.sidebar.getByText(/^Sending the first/).count()).toBe(0);
  await stage.post('/world/hour');
  await stage.sees('30 codes created');
  await everyRowHasItsCode(stage, 30);
});

test('a colleague without a key ends a job that has been paused for an hour', async () => {
  stage = await trees(30);
  stage.service.faults.push({ at: { method: 'POST', path: '/qr', nth: 12 }, do: { kind: 'revokeKey' } });
  await create(stage, 30);
  await stage.sees('Job paused');
  const made = codesOf(stage).length;
  await stage.closeSidebar();
  await stage.post('/world/hour');
  await stage.post('/world/hour');
  const other = await join(stage, 'colleague');
  await other.sees('Connect to Qrius');
  await other.press('End this job');
  await other.sidebar.getByRole('region', { name: 'A colleague’s job' }).waitFor({ state: 'detached' });
  expect(codesOf(stage)).toHaveLength(made);
});
