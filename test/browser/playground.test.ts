// The playground as its user meets it, in a browser: menu, dialogs, grid, selection, the wire of the sidebar, and who is let in.
import { request } from 'node:http';
import type { Browser, Frame, Page } from 'playwright-core';
import { startBrowser } from '../../playground/find-browser';
import { type Playground, startPlayground } from '../../playground/server/start';
import { code, page as html, rows } from './bundle';
import { PATIENCE_MS, until } from './sheet';

let browser: Browser;
let playground: Playground;
beforeAll(async () => {
  [browser, playground] = await Promise.all([
    startBrowser(),
    startPlayground({
      port: 0,
      latencyMs: 0,
      document: { name: 'Trees', rows },
      addOn: { code, html: { page: html }, manifest: {} },
    }),
  ]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await playground?.close();
});

jest.setTimeout(120_000);

let page: Page;
const faults: string[] = [];
// One page for all tests: each load of the grid costs as much as a test.
beforeAll(async () => {
  page = await browser.newPage({ viewport: { width: 1640, height: 560 } });
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(playground.url);
  await page.getByRole('button', { name: 'Try' }).waitFor();
});
afterEach(() => {
  expect(faults).toEqual([]);
});

/** The cell at a 1-based place, as far as it is drawn. */
const cell = (row: number, column: number) =>
  page
    .locator('.tabulator-row')
    .nth(row - 1)
    .locator('.tabulator-cell')
    .nth(column);

async function choose(menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Types into the grid as a user does. */
async function type(row: number, column: number, text: string): Promise<void> {
  await cell(row, column).click();
  // Typing goes into the cell that the page takes for the selected one, which it learns after the click.
  await page.locator('#place', { hasText: `${'ABCDEF'[column - 1]}${row}` }).waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Resolves when the column shows exactly these texts from the first row on. */
async function shows(column: number, texts: string[]): Promise<void> {
  for (const [index, text] of texts.entries())
    await cell(index + 1, column)
      .filter({ hasText: new RegExp(`^${text}$`) })
      .waitFor();
}

/** Opens the sidebar; gives what runs a script inside it. One that is open is closed first, lest its frame be taken for the new one. */
async function sidebar(): Promise<Frame> {
  const aside = page.locator('#sidebar');
  if (await aside.isVisible()) {
    await aside.getByRole('button', { name: 'Close', exact: true }).click();
    await aside.waitFor({ state: 'hidden' });
  }
  await choose('Try', 'Open sidebar');
  await page.frameLocator('#sidebar iframe').getByText('Hello from the sidebar').waitFor();
  const frame = page.frames().find((one) => one.url().includes('/html/'));
  if (!frame) throw new Error('The sidebar has no frame.');
  return frame;
}

test('a prompt, a toast and an alert reach the user, and the answers the script; links and pictures are drawn', async () => {
  await choose('Try', 'Ask');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('What are you called?').waitFor();
  await page.keyboard.type('Rowan');
  await page.keyboard.press('Enter');
  await page.getByText('Hello Rowan').waitFor();
  await dialog.getByText('Write it down?').waitFor();
  expect(await dialog.getByRole('button').allTextContents()).toEqual(['×', 'Yes', 'No']);
  await dialog.getByRole('button', { name: 'No', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await shows(4, ['Rowan']);
  expect(await cell(1, 5).getByRole('link', { name: 'NO' }).getAttribute('href')).toBe(
    'https://example.com/x',
  );
  // As in Sheets: no picture before it is allowed, none of SVG, and none larger than its row.
  const picture = cell(2, 5).locator('img');
  expect(await picture.count()).toBe(0);
  await page.getByRole('button', { name: 'Allow access' }).click();
  await picture.waitFor();
  expect(await picture.getAttribute('src')).toBe('https://example.com/code.png');
  expect(await picture.getAttribute('height')).toBe('73');
  await page.locator('#access').waitFor({ state: 'hidden' });
  expect(await cell(3, 5).locator('img').count()).toBe(0);
  expect(await cell(3, 5).getByTitle('Sheets can’t show this picture').count()).toBe(1);
});

test('a dialog whose user has left is closed', async () => {
  await choose('Try', 'Ask');
  await page.getByText('What are you called?').waitFor();
  await page.getByText('Running Ask…').waitFor();
  await page.reload();
  await page.locator('#doing', { hasText: /^$/ }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Try' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('what is typed reaches a running execution, and what it writes shows while it runs', async () => {
  await choose('Try', 'Wait');
  await shows(4, ['waiting']);
  await page.getByText('Running Wait…').waitFor();
  await type(2, 1, 'go');
  await shows(4, ['gone']);
  await type(2, 1, 'Cedar');
  await shows(1, ['Name', 'Cedar']);
});

test('rows are sorted, inserted, hidden and deleted in the sheet itself; two windows see the same', async () => {
  const other = await browser.newPage();
  await other.goto(`${playground.url}/?user=colleague`);
  await other.getByText('Cedar').waitFor();
  await cell(2, 1).click();
  await choose('Data', 'Sort sheet by this column, A to Z');
  await shows(1, ['Name', 'Ash', 'Beech', 'Cedar']);
  await shows(2, ['Size', '1', '2', '3']);
  await cell(3, 1).click();
  await choose('Rows', 'Hide selected rows');
  await shows(1, ['Name', 'Ash', 'Cedar']);
  await choose('Rows', 'Show hidden rows');
  await shows(1, ['Name', 'Ash', 'Beech', 'Cedar']);
  await cell(2, 1).click();
  await choose('Rows', 'Delete selected rows');
  await shows(1, ['Name', 'Beech', 'Cedar']);
  await choose('Rows', 'Insert row above');
  await shows(1, ['Name', '', 'Beech', 'Cedar']);
  await type(2, 1, '=A3');
  await shows(1, ['Name', 'Beech', 'Beech', 'Cedar']);
  await other.locator('.tabulator-row').nth(1).getByText('Beech').waitFor();
  await other.close();
});

test('the filter menu shows the rows of one kind, hides those of another, and shows all again', async () => {
  await cell(4, 1).click();
  await choose('Filter', 'Only rows like the selected cell');
  await shows(1, ['Name', 'Cedar', '']);
  await choose('Filter', 'Remove the filter');
  await shows(1, ['Name', 'Beech', 'Beech', 'Cedar']);
  await cell(4, 1).click();
  await choose('Filter', 'Hide rows like the selected cell');
  await shows(1, ['Name', 'Beech', 'Beech', '']);
  await choose('Filter', 'Remove the filter');
  await shows(1, ['Name', 'Beech', 'Beech', 'Cedar']);
});

test('several selected ranges reach the script; a sheet is added and its tab chosen', async () => {
  const frame = await sidebar();
  const selected = () => frame.evaluate('run("selection")');
  await cell(2, 1).click();
  await cell(3, 2).click({ modifiers: ['Shift'] });
  await cell(4, 1).click({ modifiers: ['Control'] });
  await page.getByText('A4 +1').waitFor();
  expect(await selected()).toEqual({ value: ['A2:B3', 'A4'] });
  await page.locator('.tabulator-col').filter({ hasText: /^B$/ }).click();
  await page.getByText('B:B').waitFor();
  expect(await selected()).toMatchObject({ value: [expect.stringMatching(/^B(:B|1:B1000)$/)] });
  await cell(3, 0).click();
  await page.getByText('3:3').waitFor();
  expect(await selected()).toMatchObject({ value: [expect.stringMatching(/^(3:3|A3:Z3)$/)] });
  await page.getByRole('button', { name: 'Add a sheet' }).click();
  await page.getByRole('button', { name: 'Sheet2' }).click();
  await page.locator('#place', { hasText: /^A1$/ }).waitFor();
  expect(await selected()).toEqual({ value: ['A1'] });
  await cell(1, 1).getByText('Name').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Sheet1' }).click();
  await shows(1, ['Name']);
});

test('google.script.run keeps the rules of the real wire', async () => {
  const frame = await sidebar();
  const run = (script: string) => frame.evaluate(script);
  expect(await run('run("echo", { a: [1, undefined], b: undefined })')).toEqual({ value: { a: [1, null] } });
  expect(await run('run("aDate")')).toEqual({ value: null });
  expect(await run('run("fails")')).toEqual({ failure: 'Error: Out of paper' });
  expect(await run('typeof google.script.run.secret_')).toBe('undefined');
  expect(await run('try { google.script.run.echo(new Date()) } catch (e) { e.message }')).toContain(
    'illegal value',
  );
  expect(await run('byHand("secret_")')).toEqual({
    ok: false,
    error: 'google.script.run.secret_ is not a function',
  });
});

test('ten calls run at once and the eleventh waits; the sidebar closes itself', async () => {
  const frame = await sidebar();
  const sent: string[] = [];
  page.on('request', (one) => {
    if (one.url().endsWith('/call')) sent.push(one.postDataJSON().functionName);
  });
  await frame.evaluate(
    'window.all = []; for (let i = 0; i < 10; i++) all.push(run("gate")); all.push(run("echo", 11)); 0',
  );
  await page.getByText('Running gate…').waitFor();
  expect(sent).toEqual(Array(10).fill('gate'));
  await type(1, 3, 'open');
  expect(await frame.evaluate('Promise.all(all)')).toEqual([
    ...Array(10).fill({ value: 'through' }),
    { value: 11 },
  ]);
  expect(sent.at(-1)).toBe('echo');
  await frame.evaluate('google.script.host.close()');
  await page.locator('#sidebar').waitFor({ state: 'hidden' });
});

test('the switches of the world do what they say, and its lists show what happens', async () => {
  const frame = await sidebar();
  const fetchPlan = (method = 'get') =>
    frame.evaluate(`run("fetchPlan", ${JSON.stringify(playground.key)}, "${method}")`);
  const requests = page.getByRole('group').filter({ hasText: /^Requests/ });
  await page.getByLabel('Plan').selectOption('BUSINESS');
  await page.getByText('More, for developers').click();
  await page.getByLabel('Dialect').selectOption('guide');
  await requests.locator('summary').click();
  expect(await fetchPlan()).toEqual({ value: 200 });
  await requests.getByText('GET /users/me').first().waitFor();
  expect(playground.service.accounts[0]?.plan).toBe('BUSINESS');
  await page.getByLabel('Which request').selectOption('any');
  await page.getByLabel('What goes wrong').selectOption('error');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('1 fault waits').waitFor();
  expect(await fetchPlan()).toEqual({ value: 500 });
  await page.getByText('Nothing else will go wrong').waitFor();
  const kill = page.getByRole('switch', { name: 'Google stops the script' });
  await kill.check();
  expect(await fetchPlan()).toEqual({ value: 200 });
  expect(await fetchPlan('post')).toEqual({ failure: 'Error: Exceeded maximum execution time' });
  await until(async () => !(await kill.isChecked()));
  await kill.check();
  await kill.uncheck();
  expect(await fetchPlan('post')).toEqual({ value: 404 });
  await page.getByRole('switch', { name: 'Slow connection' }).check();
  await until(() => playground.service.config.latencyMs === 3_000);
  await page.getByRole('switch', { name: 'Slow connection' }).click();
  await until(() => playground.service.config.latencyMs < 3_000);
  await frame.evaluate('run("schedule")');
  await page.getByRole('button', { name: '1 minute' }).click();
  await page.getByRole('button', { name: '1 hour' }).click();
  await shows(6, ['1']);
  await page.getByRole('button', { name: '1 day' }).click();
  await shows(6, ['25']);
  await page.getByLabel('You are').selectOption('colleague');
  await page.locator('#who', { hasText: 'Robin' }).waitFor();
  await page.getByRole('button', { name: 'Try' }).waitFor();
});

test('other names of this machine and pages from elsewhere are refused with a sentence', async () => {
  const { port } = new URL(playground.url);
  const ask = (headers: Record<string, string>) =>
    new Promise<[number | undefined, string]>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/', headers }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve([response.statusCode, text]);
      })
        .on('error', reject)
        .end();
    });
  for (const name of ['localhost', 'LOCALHOST', '[::1]'])
    expect((await ask({ Host: `${name}:${port}` }))[0]).toBe(200);
  expect((await ask({ Host: 'localhost' }))[0]).toBe(403);
  expect(await ask({ Host: `evil.example:${port}` })).toEqual([
    403,
    expect.stringContaining('answers only at'),
  ]);
  expect(await ask({ Host: `127.0.0.1:${port}`, Origin: 'https://evil.example' })).toEqual([
    403,
    expect.stringContaining('came from elsewhere'),
  ]);
  expect((await ask({ Host: `127.0.0.1:${port}`, Origin: 'null' }))[0]).toBe(403);
});

test('no page of another site can frame the playground; its own page frames the sidebar', async () => {
  const framing = async (path: string) => {
    const { headers } = await fetch(playground.url + path);
    return [headers.get('x-frame-options'), headers.get('content-security-policy')];
  };
  for (const path of ['/', '/page.js', '/stage', '/nowhere'])
    expect(await framing(path)).toEqual(['DENY', "frame-ancestors 'none'"]);
  const { pathname } = new URL((await sidebar()).url());
  expect(await framing(pathname)).toEqual(['SAMEORIGIN', "frame-ancestors 'self'"]);
});
