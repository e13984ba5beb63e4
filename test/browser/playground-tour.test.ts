// The playground as a showroom: the tour from the first step to the last, the chart, a reset, other installations, large sheets, scenarios.
import type { Page } from 'playwright-core';
import { startPlayground } from '../../playground/server/start';
import { parseScenario } from '../../sim/scenario/parse';
import { axeFaults } from './axe';
import { records, rowsOf, until } from './sheet';
import { browserForAll, create, type Stage } from './stage';

jest.setTimeout(120_000);

const { setStage, join } = browserForAll();

const hint = ({ page }: Stage, button: string) =>
  page.locator('#hint').getByRole('button', { name: button }).click();
const isDone = ({ page }: Stage, step: string) =>
  page
    .locator('#tour')
    .getByRole('button', { name: `${step} (done)` })
    .waitFor();

/** What axe finds wrong with the page around the sidebar, light and dark. */
const faultsOf = (page: Page) => axeFaults(page, page, '{ iframes: false }');

test('the tour: each step is ticked off when it happened, and the chart of the scans is drawn', async () => {
  const stage = await setStage();
  const { page, press, sees, sidebar } = stage;
  await page.getByText('Nothing here is real').waitFor();
  await page.locator('#who', { hasText: /^Ada$/ }).waitFor();
  await hint(stage, 'Check 10 rows');
  await press('Create 10 codes');
  await sees('10 codes created');
  await isDone(stage, 'Create codes');
  expect(await page.locator('#tour .done').count()).toBe(1);

  await hint(stage, 'Let a colleague sort');
  await press('Create 10 codes');
  await page.getByText('Robin sorted the sheet by column A, Z to A.').waitFor();
  await sees('10 codes created');
  await isDone(stage, 'Sort during a run');

  await hint(stage, 'Stop the script');
  await press('Create 10 codes');
  await page.getByText('Google stopped the script.', { exact: true }).waitFor();
  expect(await page.locator('#tour .done').count()).toBe(2);
  await hint(stage, 'Jump one hour');
  await sees('10 codes created');
  await isDone(stage, 'Stop the script');
  const rows = (await records(stage)).filter((row) => row['QR ID'] !== '');
  expect(rows).toHaveLength(30);
  expect(rows.map((row) => stage.service.codes[row['QR ID'] ?? '']?.destinationUrl)).toEqual(
    rows.map(({ URL: url }) => url),
  );

  await hint(stage, 'Type a new URL');
  await page.locator('#hint').getByText('D38 has a new URL.').waitFor();
  await press(/^Update changed rows/);
  await press(/^Update 1 /);
  await sees('1 row updated');
  await isDone(stage, 'Move a code');
  await press('Done');

  await hint(stage, 'Scan S14');
  await page.getByText('Opens https://conf.example.com/sessions/s14/moved · 1 scan here').waitFor();
  await press('Scan counts');
  await press('Refresh scan counts');
  await sees('30 rows refreshed');
  await isDone(stage, 'Count scans');
  await page.getByText('That was the tour.').waitFor();

  await press('Done');
  await press('Scan counts');
  await press('Insert chart');
  const chart = page
    .locator('.chart')
    .filter({ hasText: /Top codes by scans.*Rate limits are a feature[1-9]/ });
  await chart.waitFor();
  await page.locator('#fold').click();
  await page.getByText('More, for developers').click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sheet1' }).click();
  await chart.waitFor({ state: 'detached' });
  await sidebar.getByRole('heading', { level: 1 }).waitFor();
});

test('where every row has a code, a colleague sorts during a change; a picture is seen, scanned and paused; Reset begins again', async () => {
  const stage = await setStage({ document: { name: 'Trees', rows: rowsOf(3) } });
  const { page, service } = stage;
  await create(stage, 3);
  await stage.sees('3 codes created');
  await isDone(stage, 'Create codes');
  await hint(stage, 'Let a colleague sort');
  await stage.press(/^Update changed rows/);
  await stage.press('Update 3 codes');
  await stage.sees('3 rows updated');
  await isDone(stage, 'Sort during a run');
  await stage.press('Done');
  await stage.sidebar.getByText('QR code of the selected row').click();
  await stage.sidebar.getByRole('img', { name: 'QR code of row 2' }).waitFor();

  for (const key of service.keys) key.revoked = true;
  await page.locator('#fold').click();
  await page.getByText('New API key').waitFor();
  const shown = await page.locator('#key').textContent();
  expect(service.keys.find(({ revoked }) => !revoked)?.key).toBe(shown);
  await page.locator('#fold').click();

  await page.getByRole('button', { name: 'Allow access' }).click();
  const scan = page.locator('.tabulator-cell').getByRole('button', { name: 'Scan this code' }).first();
  await scan.click();
  await page.getByText(/^Opens https:\/\/example\.com\/trees\/\d+\/moved · 1 scan here$/).waitFor();
  for (const code of Object.values(service.codes)) code.paused = true;
  await scan.click();
  await page.getByText('Opens nothing: the code is paused or deleted.').waitFor();
  expect(Object.values(service.codes).map(({ visits }) => visits)).toEqual([0, 0, 1]);
  await page.locator('#reset').click();
  await stage.button('Create 3 codes').waitFor();
  expect(Object.keys(service.codes)).toEqual([]);
  await until(async () => (await page.locator('#tour .done').count()) === 0);
  expect((await records(stage)).map((row) => Object.keys(row))).toEqual(
    Array(3).fill(['Name', 'URL', 'Slug']),
  );
});

test('installed as an add-on that was never used in the sheet: only the menu is there', async () => {
  const stage = await setStage({ document: { name: 'Trees', rows: rowsOf(2) } });
  const { page } = stage;
  await page.locator('#fold').click();
  expect(await page.getByLabel('Installed as').inputValue()).toBe('bound');
  expect(await page.getByLabel('Opened').count()).toBe(0);
  await page.getByLabel('Installed as').selectOption('add-on');
  await page.getByLabel('Opened').selectOption('for the first time here', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Qrius', exact: true }).waitFor();
  expect(await page.locator('#sidebar').isVisible()).toBe(false);
  await stage.choose('Open the sidebar');
  await stage.button('Create 2 codes').waitFor();
});

test('1,200 rows: the first and the last of them get codes', async () => {
  const stage = await setStage({
    document: { name: 'Trees', rows: rowsOf(1_200) },
    plan: 'BUSINESS',
    latencyMs: 0,
  });
  await stage.sidebar.getByText('1,200').first().waitFor();
  const select = { kind: 'select', ranges: ['A2:A3', 'A1200:A1201'] };
  await stage.post('/edit', { edits: [select] });
  await stage.choose('Create QR codes for selected rows');
  await stage.press('Create 4 codes');
  await stage.sees('4 codes created');
  const made = (await records(stage)).flatMap((row, index) => (row['QR ID'] === '' ? [] : [index]));
  expect(made).toEqual([0, 1, 1_198, 1_199]);
});

test('a scenario file brings its sheet, its people and its codes', async () => {
  const scenario = parseScenario(
    JSON.stringify({
      title: 'Two trees and a code that is there already',
      document: { sheets: [{ name: 'Trees', csv: 'Name,URL\nAsh,https://example.com/ash\n' }] },
      service: {
        accounts: ['FREE', 'PRO'],
        codes: [{ id: 'qr_oak', name: 'Oak', destinationUrl: 'https://example.com/oak', account: 1 }],
      },
      users: [
        { id: 'ann', email: 'ann@example.com', name: 'Ann', account: 1 },
        { id: 'ben', email: 'ben@example.com', account: null },
      ],
      steps: [{ kind: 'press', button: { kind: 'create' } }],
    }),
  );
  const playground = await startPlayground({ port: 0, scenario });
  try {
    const stage = await join(playground, 'ann');
    await stage.page.locator('#who', { hasText: /^Ann$/ }).waitFor();
    await stage.sidebar.getByText('Ann · PRO plan').waitFor();
    await stage.press('Create 1 code');
    await stage.press('Create 1 code');
    await stage.sees('1 code created');
    const made = Object.values(playground.service.codes).map(({ name, accountId }) => [name, accountId]);
    expect(made).toEqual([
      ['Oak', 'user_2'],
      ['Ash', 'user_2'],
    ]);
    const ben = await join(playground, 'ben');
    await ben.sees('Connect to Qrius');
  } finally {
    await playground.close();
  }
});
