// The way to “Print or download codes”: from home, from the result of a job, and from the menu without a key.
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { FrameLocator } from 'playwright-core';
import { readPng } from '../unit/print/helper';
import { decode } from './paper';
import { records } from './sheet';
import { browserForAll, create, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
const ROWS = [
  ['Name', 'URL', 'City'],
  ['Oak', 'https://example.com/oak', 'Ulm'],
  ['Ash', 'https://example.com/ash', 'Bonn'],
  ['Elm', 'https://example.com/elm', 'Köln'],
];

/** The open dialog. In its place of the browser's print dialog stands a text: that one would wait for a user. */
function dialogOf({ page }: Stage): FrameLocator {
  return page.frameLocator('dialog.page iframe');
}

const start = async () => {
  const stage = await setStage({ document: { name: 'Trees', rows: ROWS } });
  await stage.page.addInitScript(
    'globalThis.print = () => document.body.append(Object.assign(document.createElement("i"), { textContent: "Printed" }))',
  );
  return stage;
};

test('the result of a job opens the dialog in place of the sidebar; its codes are printed and downloaded', async () => {
  const stage = await start();
  await create(stage, 3);
  await stage.sees('3 codes created');
  await stage.press('Print or download codes');
  const dialog = dialogOf(stage);
  await dialog.getByText('3 codes in “Sheet1”').waitFor();
  await stage.page.locator('#sidebar').waitFor({ state: 'hidden' });

  await dialog.getByRole('button', { name: 'Print 3 codes' }).click();
  await dialog.getByText('3 codes checked and sent to the print dialog.').waitFor();
  await dialog.getByText('Printed', { exact: true }).waitFor({ state: 'attached' });

  await dialog.getByLabel(/^Download pictures/).check();
  await dialog.getByLabel('File names').fill('{City} {name}');
  const [download] = await Promise.all([
    stage.page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download 3 codes' }).click(),
  ]);
  const files = unzipSync(readFileSync(await download.path()));
  const shown = await records(stage);
  for (const { City = '', Name = '', 'Short URL': shortUrl } of shown) {
    const file = files[`${City} ${Name}.png`];
    if (!file) throw new Error(`There is no picture of ${Name}.`);
    expect(decode(readPng(file))).toBe(shortUrl);
  }
  expect(shown).toHaveLength(3);
});

test('the sheet stays in reach: other rows are selected, and the dialog lists them', async () => {
  const stage = await start();
  await create(stage, 3);
  await stage.sees('3 codes created');
  await stage.press('Done');
  await stage.press('Print or download codes');
  const dialog = dialogOf(stage);
  await dialog.getByText('3 codes in “Sheet1”').waitFor();
  await stage.post('/edit', { edits: [{ kind: 'select', ranges: ['A3:C3'] }] });
  await dialog.getByLabel('Selected rows').check();
  await dialog.getByText('1 code in “Sheet1”').waitFor();
  await stage.post('/edit', { edits: [{ kind: 'select', ranges: ['A2:C3'] }] });
  await dialog.getByRole('button', { name: 'Refresh' }).click();
  await dialog.getByText('2 codes in “Sheet1”').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await stage.page.locator('dialog.page').waitFor({ state: 'detached' });
});

test('the menu opens it without a key, and without a request to Qrius', async () => {
  const coded = [
    ['Name', 'URL', 'QR ID', 'Short URL'],
    ['Oak', 'https://example.com/oak', 'a1', 'https://qrius.io/oak'],
  ];
  const stage = await setStage({ document: { name: 'Trees', rows: coded } });
  await stage.press('Remove key');
  await stage.button('Remove key').last().click();
  await stage.sees(/^Connect/);
  const before = stage.service.log.length;
  await stage.choose('Print or download codes');
  await dialogOf(stage).getByText('1 code in “Sheet1”').waitFor();
  expect(stage.service.log.length).toBe(before);
});
