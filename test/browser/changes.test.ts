// Changing codes from the sidebar: destinations, tags, pausing, deleting, undo, each looked at before it is sent.
import { codes, createAll, done, edit, goTo, treesWithTags } from './changes-page';
import { records, until } from './sheet';
import { browserForAll, connect, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage, join } = browserForAll();
let stage: Stage;

async function trees(count: number, latencyMs = 20): Promise<void> {
  stage = await setStage({ document: treesWithTags(count), latencyMs });
  await createAll(stage, count);
}

test('one destination for all, pause and activate; each is counted first, and undo restores it', async () => {
  await trees(12);
  const { sidebar } = stage;
  await goTo(stage, 'Point codes to one URL');
  await sidebar.getByLabel('New destination').fill('example.com/new');
  await stage.press('Preview');
  await sidebar
    .getByRole('alert')
    .getByText('is missing https://. Did you mean https://example.com/new?')
    .waitFor();
  await sidebar.getByLabel('New destination').fill('https://example.com/new');
  await stage.press('Preview');
  await sidebar.getByText('12 codes will open this URL').waitFor();
  await sidebar.getByText('Printed codes open the new page within 5 minutes.').waitFor();
  expect(codes(stage)[0]?.destinationUrl).toBe('https://example.com/trees/001');
  await stage.press('Point 12 codes to this URL');
  await stage.sees('Point 12 codes to this URL?');
  await stage.press('Point 12 codes to this URL');
  await stage.sees('12 rows updated');
  expect(new Set(codes(stage).map(({ destinationUrl }) => destinationUrl))).toEqual(
    new Set(['https://example.com/new']),
  );
  expect(await stage.button(/^Retry/).count()).toBe(0);
  await stage.press('Undo this job');
  await stage.sees('Undo this job');
  await sidebar.getByText(/^Ada changed destinations on /).waitFor();
  await stage.press('Restore 12 codes');
  await stage.sees('12 codes restored');
  expect((await records(stage))[11]?.URL).toBe('https://example.com/trees/012');
  expect(codes(stage)[11]?.destinationUrl).toBe('https://example.com/trees/012');
  await done(stage);

  await edit(stage, { kind: 'select', ranges: ['A2:A4'] });
  await stage.choose('Change selected codes');
  await stage.press(/^Pause codes/);
  await sidebar.getByText('3 codes will be paused').waitFor();
  await stage.press('Pause 3 codes');
  await stage.sees('3 codes paused');
  expect(
    codes(stage)
      .map(({ paused }) => paused)
      .filter(Boolean),
  ).toHaveLength(3);
  await done(stage);
  await goTo(stage, 'Reactivate codes');
  await sidebar.getByRole('radio', { name: /^Whole sheet/ }).check();
  await sidebar.getByText('9 rows are already active').waitFor();
  await stage.press('Reactivate 3 codes');
  await stage.sees('3 codes reactivated');
  await sidebar.getByText('Already active').waitFor();
});

test('deleting asks for the number of many codes; a wrong one deletes nothing, nor does one that is old', async () => {
  await trees(13);
  const { sidebar, service } = stage;
  await goTo(stage, 'Delete codes');
  await sidebar.getByText('Printed copies stop working.').waitFor();
  await stage.press('Delete 13 codes');
  await stage.sees('Delete 13 codes permanently?');
  const colour = await stage
    .frame()
    .evaluate('getComputedStyle(document.querySelector("[type=submit]")).backgroundColor');
  // Red, or a darker red below the mouse.
  expect(colour).toMatch(/^rgb\((197, 34, 31|165, 14, 14)\)$/);
  await sidebar.getByLabel('Type 13 to confirm').fill('12');
  await stage.press('Delete 13 codes');
  await sidebar.getByRole('alert').getByText('Nothing was deleted. Type 13 to delete these codes.').waitFor();
  expect(codes(stage)).toHaveLength(13);
  const [gone] = codes(stage);
  delete service.codes[gone?.id ?? ''];
  await sidebar.getByLabel('Type 13 to confirm').fill('13');
  await stage.press('Delete 13 codes');
  await sidebar.getByRole('alert').getByText('Rows or values changed since the preview.').waitFor();
  expect(codes(stage)).toHaveLength(12);
  await stage.press('Delete 12 codes');
  await sidebar.getByLabel('Type 12 to confirm').fill('12');
  await stage.press('Delete 12 codes');
  // Nothing says whose the code was that is gone: its row stays as it is.
  await stage.sees('12 codes deleted, 1 not changed');
  expect(codes(stage)).toHaveLength(0);
  expect(await stage.button('Undo this job').count()).toBe(0);
  await done(stage);
});

test('rows selected after the preview are not changed; few codes are deleted after a second step', async () => {
  await trees(4);
  const { sidebar } = stage;
  await edit(stage, { kind: 'select', ranges: ['A2:A3'] });
  await stage.choose('Change selected codes');
  await stage.press(/^Delete codes/);
  await stage.press('Delete 2 codes');
  await stage.sees('Delete 2 codes permanently?');
  await edit(stage, { kind: 'select', ranges: ['A4:A5'] });
  await stage.press('Delete 2 codes');
  await sidebar.getByRole('alert').getByText('Rows or values changed since the preview.').waitFor();
  expect(codes(stage)).toHaveLength(4);
  await stage.press('Delete 2 codes');
  await stage.press('Keep codes');
  await stage.press('Delete 2 codes');
  await stage.sees('Delete 2 codes permanently?');
  await stage.press('Delete 2 codes');
  await stage.sees('2 codes deleted');
  expect(codes(stage).map(({ name }) => name)).toEqual(['Tree 001', 'Tree 002']);
  await done(stage);
  await edit(stage, { kind: 'select', ranges: ['A2'] });
  await goTo(stage, 'Delete codes');
  await stage.press('Delete 1 code');
  await stage.sees('Delete 1 code permanently?');
  await sidebar.getByText('The row stays in your sheet.').waitFor();
  await stage.press('Delete 1 code');
  await stage.sees('1 code deleted');
  await sidebar.getByText('To create a code for it again, go back to the first view.').waitFor();
});

test('undoing creation deletes, and asks as deleting does; what was changed since is listed and stays', async () => {
  await trees(13);
  const { sidebar } = stage;
  const [first] = codes(stage);
  if (first) first.name = 'Renamed';
  await stage.choose('Undo the last job');
  await stage.sees('Undo the last job');
  await sidebar.getByText(/^Ada created codes on /).waitFor();
  await sidebar.getByText('1 code can’t be restored').waitFor();
  await sidebar.getByText('It was changed since, and is left as it is.').waitFor();
  await stage.press('Delete 12 codes');
  await sidebar.getByLabel('Type 12 to confirm').fill('12');
  await stage.press('Delete 12 codes');
  await stage.sees('12 codes deleted, 1 not changed');
  expect(codes(stage).map(({ name }) => name)).toEqual(['Renamed']);
});

test('where another job came between, what was looked at is not undone, and the view says why', async () => {
  await trees(2);
  const { sidebar } = stage;
  await goTo(stage, 'Pause codes');
  await stage.press('Pause 2 codes');
  await stage.sees('2 codes paused');
  await stage.press('Undo this job');
  await stage.button('Restore 2 codes').waitFor();
  const order = {
    request: { kind: 'activate' },
    scope: 'sheet',
    hidden: false,
    deletes: null,
    targetFingerprint: null,
  };
  await stage.frame().evaluate(`new Promise((resolve) =>
    google.script.run.withSuccessHandler(resolve).call('changeCodes', ${JSON.stringify(JSON.stringify(order))}))`);
  await stage.press('Restore 2 codes');
  await sidebar.getByRole('alert').getByText('Rows or values changed since the preview.').waitFor();
  await sidebar.getByText('2 codes can’t be restored').waitFor();
  await sidebar.getByText(/^Ada paused codes on /).waitFor();
  expect(codes(stage).map(({ paused }) => paused)).toEqual([false, false]);
});

test('a colleague sees whose change it is while it runs', async () => {
  await trees(3);
  const other = await join(stage, 'colleague');
  await other.sees('Connect to Qrius');
  await connect(other, stage.key, 'Ash');
  await other.sees('Sheet1');
  await goTo(stage, 'Pause codes');
  await stage.button('Pause 3 codes').waitFor();
  stage.service.config.latencyMs = 2_500;
  await stage.press('Pause 3 codes');
  await stage.sees('Pausing codes');
  await other.closeSidebar();
  await other.choose('Open the sidebar');
  await other.sidebar.getByText('Ada is pausing codes in this document.').waitFor();
  await other.sidebar.getByText(/^Don’t type into the columns that the job is filling in/).waitFor();
  await stage.sees('3 codes paused');
  await until(() => codes(stage).every(({ paused }) => paused));
});
