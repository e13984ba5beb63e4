import type { FrameLocator } from 'playwright-core';
import { browserForAll, create, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
const ROWS = [
  ['Name', 'URL', 'City'],
  ['Oak', 'https://example.com/oak', 'Ulm'],
  ['Ash', 'https://example.com/ash', 'Bonn'],
  ['Elm', 'https://example.com/elm', 'Köln'],
];

function dialogOf({ page }: Stage): FrameLocator {
  return page.frameLocator('dialog.page iframe');
}

test('the sheet stays in reach: other rows are selected, and the dialog lists them', async () => {
  const stage = await setStage({ document: { name: 'Trees', rows: ROWS } });
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
