// The story of the guide in one sitting: fifty codes, a track with other tags, a session that moves, a file, scan counts, an earlier job undone, and pictures.
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { readPng } from '../unit/print/helper';
import { codes, done, edit } from './changes-page';
import { decode } from './paper';
import { codesOf, everyRowHasItsCode, records } from './sheet';
import { browserForAll, connect, type Stage } from './stage';

jest.setTimeout(120_000);

const { setStage } = browserForAll();
const MOVED = 'https://conf.example.com/rooms/hall-b';
/** How often a view that counts selected rows looks again, in milliseconds. */
const FOLLOW_MS = 3_000;
/** S14 is in this row. */
const S14 = 15;

/** A click into the sheet, and one back: the sidebar looks again. */
async function comeBack({ page, sidebar }: Stage): Promise<void> {
  await page.locator('#content').focus();
  await sidebar.getByRole('heading', { level: 1 }).click();
}

const file = async ({ page }: Stage, press: () => Promise<void>) => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFileSync(await download.path());
};

test('a conference, from the first key to the pictures', async () => {
  const stage = await setStage();
  const { page, sidebar } = stage;
  // A conference has days for this; no window of a minute is waited for.
  stage.service.config.requestsPerMinute = 1_000;
  await page.addInitScript(
    'globalThis.print = () => document.body.append(Object.assign(document.createElement("i"), { textContent: "Printed" }))',
  );
  await page.clock.install();

  await stage.press('Remove key');
  await stage.press('Keep key');
  await stage.press('Remove key');
  await stage.press('Remove key');
  await stage.sees('Connect to Qrius');
  await stage.press('Connect');
  await sidebar.getByText('Paste your API key.').waitFor();
  await connect(stage, stage.key, 'Rowan');
  await stage.sees('Sheet1');
  await stage.press('Create 50 codes');
  await stage.sees('Check before creating');
  await stage.press('Create 50 codes');
  await stage.sees('50 codes created');
  await everyRowHasItsCode(stage, 50);
  const rows = await records(stage);
  expect(Object.fromEntries(rows.map(({ Title, 'QR ID': id }) => [id, Title]))).toEqual(
    Object.fromEntries(codesOf(stage).map(({ 'QR ID': id, name }) => [id, name])),
  );
  await done(stage);
  await sidebar.getByText('All rows have codes.').waitFor();

  const track = rows.flatMap(({ Track }, index) =>
    Track === 'Design' ? [`A${index + 2}:B${index + 2}`] : [],
  );
  await edit(stage, { kind: 'select', ranges: track.slice(0, 1) });
  await stage.choose('Change selected codes');
  await stage.press(/^Change tags/);
  await sidebar.getByRole('radio', { name: 'Selected rows (1)', checked: true }).waitFor();
  // The view follows while the user selects the rest.
  await edit(stage, { kind: 'select', ranges: track });
  await page.clock.fastForward(FOLLOW_MS);
  await sidebar.getByRole('radio', { name: `Selected rows (${track.length})`, checked: true }).waitFor();
  await sidebar.getByLabel('Tags', { exact: true }).fill('hall-b');
  await stage.press('Preview');
  await stage.press(`Change tags of ${track.length} codes`);
  await stage.sees(`${track.length} rows updated`);
  await done(stage);
  const tagged = () => codes(stage).filter(({ tags }) => tags.includes('hall-b'));
  expect(tagged()).toHaveLength(track.length);

  await edit(stage, { kind: 'setCell', cell: `D${S14}`, text: MOVED });
  await comeBack(stage);
  await stage.press('Update 1 edited code');
  await sidebar.getByText('1 code will be updated in Qrius').waitFor();
  await stage.press('Update 1 code');
  await stage.sees('1 row updated');
  const [s14 = {}] = (await records(stage)).filter(({ Session }) => Session === 'S14');
  expect(stage.service.codes[s14['QR ID'] ?? '']?.destinationUrl).toBe(MOVED);
  await done(stage);

  const text = (await file(stage, () => stage.press('Download CSV'))).toString('utf8').replace('\uFEFF', '');
  const told = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  const taken = ['Session', 'URL', 'Tags', 'QR ID', 'Short URL', 'Status'];
  const of = (table: Array<Record<string, string>>) => table.map((row) => taken.map((header) => row[header]));
  expect(of(told)).toEqual(of(await records(stage)));

  for (const code of codes(stage)) code.visits = 2;
  await stage.press('Scan counts');
  await stage.sees('Scan counts');
  await sidebar.getByRole('radio', { name: /^Whole sheet \(50 rows with a QR ID\)/ }).check();
  await stage.press('Refresh scan counts');
  await stage.sees('50 rows refreshed');
  const total = (await records(stage)).reduce((sum, { Scans }) => sum + Number(Scans), 0);
  await sidebar.getByText(`${total} scans`).waitFor();
  await sidebar.getByRole('heading', { name: 'Scans by tag' }).waitFor();
  await stage.press('Insert chart');
  await sidebar.getByText('The chart is on the “Qrius chart” tab').waitFor();
  await edit(stage, { kind: 'select', sheet: 'Sheet1', ranges: ['A1'] });
  await done(stage);

  await stage.press('Change codes');
  await stage.press(/^Job history/);
  await stage.sees('Job history');
  await stage.button('Undo this job').first().waitFor();
  expect(await sidebar.locator('.past').allInnerTexts()).toEqual([
    expect.stringMatching(/^Rowan changed destinations\s+1 code · [^\n]+\s+Undo this job$/),
    expect.stringMatching(/^Rowan changed tags\s+\d+ codes · [^\n]+\s+Undo this job$/),
    expect.stringMatching(/^Rowan created codes\s+50 codes · [^\n]+\s+Undo this job$/),
  ]);
  await stage.button('Undo this job').nth(1).click();
  await sidebar.getByText(/^Rowan changed tags on /).waitFor();
  await stage.press(`Restore ${track.length} codes`);
  await stage.sees(`${track.length} codes restored`);
  expect(tagged()).toEqual([]);
  expect(stage.service.codes[s14['QR ID'] ?? '']?.destinationUrl).toBe(MOVED);
  await done(stage);

  await stage.press('Print or download codes');
  const dialog = page.frameLocator('dialog.page iframe');
  await dialog.getByText('50 codes in “Sheet1”').waitFor();
  await page.locator('#sidebar').waitFor({ state: 'hidden' });
  await dialog.getByRole('button', { name: 'Print 50 codes' }).click();
  await dialog.getByText('50 codes checked and sent to the print dialog.').waitFor();
  await dialog.getByText('Printed', { exact: true }).waitFor({ state: 'attached' });
  await dialog.getByLabel(/^Download pictures/).check();
  await dialog.getByLabel('File names').fill('{Session} {name}');
  const files = unzipSync(
    await file(stage, () => dialog.getByRole('button', { name: 'Download 50 codes' }).click()),
  );
  expect(Object.keys(files).filter((name) => name.endsWith('.png'))).toHaveLength(50);
  const picture = files[`S14 ${s14.Title}.png`];
  if (!picture) throw new Error('There is no picture of S14.');
  expect(decode(readPng(picture))).toBe(s14['Short URL']);
});
