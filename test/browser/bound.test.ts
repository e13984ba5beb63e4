// A button does what it shows, whatever was selected, edited or opened since.
import { addCode } from '../../sim/qrius/codes';
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
  await edit(stage, { kind: 'select', ranges: ['A1'], sheet: 'Other' });
  await stage.press('Import 1 code');
  await stage.sidebar.getByText('You switched to another sheet, so nothing was done.').waitFor();
  await stage.sidebar.getByText('Sheet “Other”').waitFor();
  expect(await records(stage)).toHaveLength(3);
  await stage.press('Import 1 code');
  await stage.sees('1 code imported');
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
