// A button does what it shows, whatever was selected, edited or opened since.
import { addCode } from '../../sim/qrius/codes';
import type { MethodName } from '../../src/shared/contract/methods';
import { codes, createAll, edit, goTo, treesWithTags } from './changes-page';
import { records, rowsOf, until } from './sheet';
import { browserForAll, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;
const made = () => codes(stage).length;

async function connected(count: number): Promise<void> {
  stage = await setStage({ document: { name: 'Trees', rows: rowsOf(count) } });
  await stage.sees('Sheet1');
}

/** The calls of the page as they leave. Those of one method are held back until they are released. */
async function wire(held: MethodName) {
  const sent: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await stage.page.route('**/call', async (route) => {
    const [method] = (route.request().postDataJSON() as { args: string[] }).args;
    sent.push(String(method));
    if (method === held) await released;
    await route.continue();
  });
  return { sent, release: () => release() };
}

test('a press right after a click in the sheet is not overtaken by the check that the click starts', async () => {
  await connected(20);
  await stage.press('Create 20 codes');
  await stage.button('Create 20 codes').waitFor();
  const { sent, release } = await wire('checkRows');
  await stage.page.getByText('Tree 005', { exact: true }).click();
  await stage.page.locator('#content').focus();
  // As long as a finger is on the button: the click into the page gives it the focus first.
  await stage.button('Create 20 codes').click({ delay: 150 });
  await stage.sees('20 codes created');
  expect(sent.slice(0, sent.indexOf('createCodes'))).not.toContain('checkRows');
  release();
});

test('other rows are clicked, and their check answers late, or while the button is held down: nothing else than shown is sent', async () => {
  await connected(20);
  await edit(stage, { kind: 'select', ranges: ['A2:A4'] });
  await stage.choose('Create QR codes for selected rows');
  await stage.button('Create 3 codes').waitFor();
  const { sent, release } = await wire('checkRows');
  await edit(stage, { kind: 'select', ranges: ['A5:A9'] });
  await until(() => sent.includes('checkRows'));
  await stage.press('Create 3 codes');
  await stage.sidebar.getByText('The rows changed since the check, so nothing was created.').waitFor();
  release();
  await stage.button('Create 5 codes').waitFor();

  await stage.button('Create 5 codes').hover();
  await stage.page.mouse.down();
  const asked = sent.length;
  await edit(stage, { kind: 'select', ranges: ['A10:A20'] });
  await until(() => sent.slice(asked).includes('checkRows'));
  await stage.sidebar.getByRole('radio', { name: /^Selected rows \(11\)/ }).waitFor();
  // Calls of one user are answered in turn: the check was answered before this.
  await stage
    .frame()
    .evaluate(
      `new Promise((resolve) => google.script.run.withSuccessHandler(resolve).call('getJob', 'null', 'null'))`,
    );
  expect(await stage.button('Create 5 codes').count()).toBe(1);
  await stage.page.mouse.up();
  await stage.sidebar.getByText('The rows changed since the check, so nothing was created.').waitFor();
  await stage.button('Create 11 codes').waitFor();
  expect(made()).toBe(0);
});

test('a retry is for the rows that are listed and counted, whichever job left them, and for no others', async () => {
  await connected(3);
  const { sidebar, service } = stage;
  service.takenSlugs.push('tree-002');
  await stage.press('Create 3 codes');
  await sidebar.getByRole('radio', { name: /^Reuse my existing code/ }).check();
  await stage.press('Create 3 codes');
  await stage.sees('2 codes created, 1 failed');
  await stage.button('Retry 1 row').waitFor();
  // The failed row is in the list: it is no further one.
  expect(await sidebar.getByText(/more rows? (is|are) ready/).count()).toBe(0);
  await edit(
    stage,
    { kind: 'setCells', cell: 'A5', rows: [['Tree 004', 'https://example.com/trees/004', 'tree-004']] },
    { kind: 'setCell', cell: 'G5', text: 'Failed: Qrius was busy.' },
  );
  await stage.press('Retry 1 row');
  await sidebar.getByText('This list changed since you saw it, so nothing was done.').waitFor();
  await sidebar.getByText('2 rows need attention').waitFor();
  expect(made()).toBe(2);
  service.takenSlugs.pop();
  await stage.press('Retry 2 rows');
  await stage.sees('2 codes created');
  expect(made()).toBe(4);
});

test('“Create 3 codes” creates these three or none: other rows selected, a cell edited, another sheet opened', async () => {
  await connected(20);
  await edit(stage, { kind: 'select', ranges: ['A2:A4'] });
  await stage.choose('Create QR codes for selected rows');
  await stage.button('Create 3 codes').waitFor();
  await stage.sidebar.getByText('Sheet “Sheet1”').waitFor();
  await edit(stage, { kind: 'select', ranges: ['A10:A20'] });
  await stage.press('Create 3 codes');
  await stage.sidebar.getByText('The rows changed since the check, so nothing was created.').waitFor();
  expect(made()).toBe(0);
  await stage.press('Create 11 codes');
  await stage.sees('11 codes created');
});

test('pressed after another sheet was opened, nothing happens in either, and the view shows the one that is open', async () => {
  await connected(3);
  await edit(
    stage,
    { kind: 'insertSheet', name: 'Other' },
    { kind: 'setCells', sheet: 'Other', cell: 'A1', rows: rowsOf(5) },
    { kind: 'select', ranges: ['A1'], sheet: 'Sheet1' },
  );
  await stage.press('Create 3 codes');
  await stage.sees('Check before creating');
  await stage.button('Create 3 codes').waitFor();
  await edit(stage, { kind: 'select', ranges: ['A1'], sheet: 'Other' });
  await stage.press('Create 3 codes');
  await stage.sidebar.getByText('You switched to another sheet, so nothing was done.').waitFor();
  await stage.sidebar.getByText('Sheet “Other”').waitFor();
  await stage.button('Create 5 codes').waitFor();
  expect(made()).toBe(0);
});

test('an import goes into the sheet that its view showed, or nowhere', async () => {
  await connected(3);
  const [account] = stage.service.accounts;
  if (!account) throw new Error('The service has no account.');
  addCode(stage.service, account, { name: 'Oak', destinationUrl: 'https://example.com/oak' }, 0);
  await edit(
    stage,
    { kind: 'insertSheet', name: 'Other' },
    { kind: 'select', ranges: ['A1'], sheet: 'Sheet1' },
  );
  await stage.press('Import codes from Qrius');
  await stage.button('Import 1 code').waitFor();
  // The page does not learn of the other sheet before the press.
  const { release } = await wire('getHome');
  await edit(stage, { kind: 'select', ranges: ['A1'], sheet: 'Other' });
  await stage.press('Import 1 code');
  release();
  await stage.sidebar.getByText('You switched to another sheet, so nothing was done.').waitFor();
  await stage.sidebar.getByText('Sheet “Other”').waitFor();
  expect(await records(stage)).toHaveLength(3);
  await stage.press('Import 1 code');
  await stage.sees('1 code imported');
  expect(await records(stage)).toHaveLength(3);
});

test('a chart is made of the counts that are shown, or not at all', async () => {
  await connected(2);
  await createAll(stage, 2);
  await stage.press('Scan counts');
  await stage.press('Refresh scan counts');
  await stage.sees('2 rows refreshed');
  await stage.press('Done');
  await stage.press('Scan counts');
  const [first = {}] = await records(stage);
  const scans = String.fromCharCode('A'.charCodeAt(0) + Object.keys(first).indexOf('Scans'));
  await stage.sidebar.getByText(/^\d+ scans?$/).waitFor();
  await edit(stage, { kind: 'setCells', cell: `${scans}2`, rows: [['4000'], ['5000']] });
  await stage.press('Insert chart');
  await stage.sidebar.getByText('This list changed since you saw it, so nothing was done.').waitFor();
  await stage.sidebar.getByText('9,000 scans', { exact: true }).waitFor();
  await stage.press('Insert chart');
  await stage.sidebar.getByText('The chart is on the “Qrius chart” tab').waitFor();
  // The user was taken to its tab, and comes back.
  await stage.sees('Nothing to do here');
  await stage.sidebar.getByText('This tab is the Qrius chart. It updates with every refresh.').waitFor();
  expect(await stage.sidebar.getByRole('combobox').count()).toBe(0);
  await edit(stage, { kind: 'select', sheet: 'Sheet1', ranges: ['A1'] });
  await stage.sees('Scan counts');
});

test('a template is written into the empty sheet that is shown, or not at all', async () => {
  stage = await setStage({ document: { name: 'Trees', rows: [] } });
  await stage.button('Insert template').waitFor();
  const { release } = await wire('getHome');
  await edit(stage, { kind: 'setCells', cell: 'A1', rows: rowsOf(3) });
  await stage.press('Insert template');
  await stage.sidebar.getByText('This sheet isn’t empty, so nothing was inserted.').waitFor();
  release();
  await stage.button('Create 3 codes').waitFor();
  expect(await records(stage)).toHaveLength(3);
});

test('one selected row is a selection; more than ten codes are re-pointed only after they were counted', async () => {
  stage = await setStage({ document: treesWithTags(12) });
  await createAll(stage, 12);
  await edit(stage, { kind: 'select', ranges: ['A3'] });
  await stage.choose('Open the sidebar');
  await stage.button('Change codes').waitFor();
  await goTo(stage, 'Point codes to one URL');
  await stage.sidebar.getByLabel('New destination').fill('https://example.com/one');
  await stage.press('Preview');
  await stage.sidebar.getByText(/\/002 → https:\/\/example\.com\/one/).waitFor();
  await stage.press('Point 1 code to this URL');
  await stage.sees('1 row updated');
  await stage.press('Done');
  await goTo(stage, 'Point codes to one URL');
  await stage.sidebar.getByRole('radio', { name: /^Whole sheet/ }).check();
  await stage.sidebar.getByLabel('New destination').fill('https://example.com/all');
  await stage.press('Preview');
  await stage.press('Point 12 codes to this URL');
  await stage.sees('Point 12 codes to this URL?');
  await stage.sidebar.getByText('https://example.com/all', { exact: true }).waitFor();
  expect(codes(stage).filter(({ destinationUrl }) => destinationUrl.endsWith('/all'))).toEqual([]);
  await stage.press('Point 12 codes to this URL');
  await stage.sees('12 rows updated');
});

test('a plan with too little room: the first rows can be created at once', async () => {
  stage = await setStage({ document: { name: 'Trees', rows: rowsOf(12) }, plan: 'FREE' });
  await stage.press('Create 12 codes');
  await stage.sidebar.getByText('Create the first 5, or upgrade.', { exact: false }).waitFor();
  await stage.press('Create the first 5 codes');
  await stage.sees('5 codes created');
  await until(() => made() === 5);
});
