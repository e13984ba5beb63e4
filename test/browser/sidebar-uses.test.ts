// What a user does with a sheet around a job: the template, the columns, the plan, and taking the codes away.
import { addCode } from '../../sim/qrius/codes';
import { createAll } from './changes-page';
import { codesOf, records, rowsOf } from './sheet';
import { browserForAll, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;

/** What a user does who was in the sheet: a click there, and one back. The sidebar looks again. */
async function comeBack(): Promise<void> {
  await stage.page.locator('#content').focus();
  await stage.sidebar.getByRole('heading', { level: 1 }).click();
}

/** Fills the account up to its plan but for some codes. */
function leaveRoomFor(count: number): void {
  const { service } = stage;
  const [account] = service.accounts;
  if (!account) throw new Error('The service has no account.');
  const fields = { name: 'Old', destinationUrl: 'https://example.com/old' };
  while (account.codeIds.length < 250 - count) addCode(service, account, fields, 0);
}

test('from an empty sheet over picked columns and an extended plan to copied addresses', async () => {
  stage = await setStage({ document: { name: 'Trees', rows: [] }, plan: 'BUSINESS' });
  const { page, sidebar, service } = stage;
  await stage.press('Insert template');
  await sidebar.getByText('1', { exact: true }).first().waitFor();

  const cells = {
    A1: 'Tree',
    B1: 'Leads to',
    A2: 'Oak',
    B2: 'https://example.com/oak',
    A3: 'Ash',
    B3: 'https://example.com/ash',
    C3: 'ash',
  };
  const edits = Object.entries(cells).map(([cell, text]) => ({ kind: 'setCell', cell, text }));
  await stage.post('/edit', { edits });
  await comeBack();
  await sidebar.getByRole('combobox', { name: 'Name' }).selectOption('Tree');
  await sidebar.getByRole('combobox', { name: 'Destination' }).selectOption('Leads to');
  await stage.button('Create 2 codes').waitFor();

  leaveRoomFor(1);
  await stage.press('Create 2 codes');
  await sidebar.getByText('Your BUSINESS plan has room for 1 of these 2 codes.').waitFor();
  await stage.button('Create the first code').waitFor();
  service.config.totalCodes = 300;
  await stage.press('Create 2 codes anyway');
  await stage.sees('2 codes created');
  const made = codesOf(stage).filter(({ name }) => name !== 'Old');
  const shown = await records(stage);
  expect(shown.map(({ Tree, 'QR ID': id }) => [id, Tree]).sort()).toEqual(
    made.map(({ name, 'QR ID': id }) => [id, name]).sort(),
  );

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await stage.press('Copy short URLs');
  await sidebar.getByText('2 short URLs copied.').waitFor();
  await page.bringToFront();
  await page.locator('#content').focus();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
    shown.map(({ Tree, 'Short URL': url }) => `${Tree}\t${url}`).join('\n'),
  );
});

test('the check is for what its button counted, follows the selection, and says the same fault once', async () => {
  const rows = rowsOf(7).map((row, index) => (index > 4 ? ['', ...row.slice(1)] : row));
  stage = await setStage({ document: { name: 'Trees', rows } });
  const { sidebar } = stage;
  const select = (...ranges: string[]) => stage.post('/edit', { edits: [{ kind: 'select', ranges }] });
  await select('A2:A3');
  await stage.choose('Create QR codes for selected rows');
  await stage.sees('Check before creating');
  await sidebar.getByText('2 codes will be created').waitFor();
  await select('A2:A4');
  await comeBack();
  await sidebar.getByRole('radio', { name: /^Selected rows \(3\)/, checked: true }).waitFor();
  await sidebar.getByText('3 codes will be created').waitFor();
  await stage.press('Back');
  await stage.press('Create 4 codes');
  await sidebar.getByRole('radio', { name: /^Whole sheet/, checked: true }).waitFor();
  await sidebar.getByText('4 codes will be created').waitFor();
  await sidebar.getByText('3 rows need attention').waitFor();
  expect(await sidebar.getByText('The name is missing.').count()).toBe(1);
  expect(await stage.button(/^Row \d/).allInnerTexts()).toEqual(['Row 6', 'Row 7', 'Row 8']);
  await stage.button('Row 7').click();
  await stage.page.locator('#place', { hasText: /^A7$/ }).waitFor();
});

/** Timers of the page stand still from now on, until they are told to move. */
async function stopTimers(): Promise<void> {
  await stage.page.clock.install();
  await stage.page.reload();
  await stage.sees('Sheet1');
  await stage.page.clock.pauseAt(Date.now() + 1_000);
}

test('edits are counted within about three seconds while the user is at work', async () => {
  stage = await setStage({ document: { name: 'Trees', rows: rowsOf(3) } });
  const { page, sidebar } = stage;
  await createAll(stage, 3);
  await stopTimers();
  const edited = sidebar.getByText('Edited, not sent yet');
  await stage.post('/edit', { edits: [{ kind: 'setCell', cell: 'B2', text: 'https://example.com/new' }] });
  expect(await edited.count()).toBe(0);
  await page.clock.runFor(3_100);
  await edited.waitFor();
  await stage.button('Update 1 edited code').waitFor();
});

test('a check that takes long says why, and how long', async () => {
  stage = await setStage({ document: { name: 'Trees', rows: rowsOf(3) } });
  const { page, sidebar, service } = stage;
  await stopTimers();
  service.faults.push({ at: { method: 'GET', path: '/qr', nth: 1 }, do: { kind: '429', retryAfter: 4 } });
  await stage.press('Create 3 codes');
  await sidebar.getByText('Checking rows…').waitFor();
  const why = sidebar.getByText(/^Qrius limits how many requests .* this takes up to a minute\.$/);
  expect(await why.count()).toBe(0);
  await page.clock.runFor(5_100);
  await why.waitFor();
  await sidebar.getByText('3 codes will be created').waitFor();
  expect(await why.count()).toBe(0);
});
