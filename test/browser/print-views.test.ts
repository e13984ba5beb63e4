// The page “Print or download codes” for everybody: by keyboard, by axe, and what it says when something is wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codesOf, sourceOf } from '../unit/print/helper';
import { printPages } from './print-page';

jest.setTimeout(120_000);

const open = printPages();

test('axe finds nothing in any state, light or dark', async () => {
  const source = sourceOf(30);
  source.codes.push(...codesOf(1).map((code) => ({ ...code, row: 99, shortUrl: '' })));
  const on = await open({
    visible: source,
    selection: 'The sheet was deleted.',
    sheet: { ...source, codes: [] },
  });
  const found = await on.axe();
  await on.page.getByText('Adjust to your printer').click();
  await on.choose('Label sheet', 'free');
  await on.page.getByLabel('Columns', { exact: true }).fill('0');
  await on.page.getByText('Enter 1 to 40').waitFor();
  found.push(...(await on.axe()));
  await on.choose('Label sheet', 'Avery L7160');
  await on.page.getByLabel('Code color').fill('#dddddd');
  await on.page.getByRole('alert').waitFor();
  found.push(...(await on.axe()));
  await on.page.getByLabel('Code color').fill('#000000');
  await on.finish(/^Print 30 codes$/);
  found.push(...(await on.axe()));
  await on.page.getByLabel(/^Download pictures/).check();
  await on.page.getByLabel('File names').fill('{Town}');
  found.push(...(await on.axe()));
  for (const scope of ['Selected rows', 'All rows']) {
    await on.page.getByLabel(scope).check();
    await on.button(/^(Try again|Refresh)$/).waitFor();
    found.push(...(await on.axe()));
  }
  expect(found).toEqual([]);
});

test('the keyboard alone prints, and closes the page', async () => {
  const on = await open({ visible: sourceOf(3) });
  await on.button('Print 3 codes').waitFor();
  const pressUntil = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses++) {
      await on.page.keyboard.press('Tab');
      const label = await on.page.locator(':focus').evaluate((element) => element.textContent ?? '');
      if (name.test(label)) return on.page.keyboard.press('Enter');
    }
    throw new Error(`The Tab key never reached ${name}.`);
  };
  await pressUntil(/^Print 3 codes$/);
  await on.page.getByText('3 codes checked and sent to the print dialog.').waitFor();
  await pressUntil(/^Close$/);
  expect(await on.state()).toEqual({
    printed: 1,
    closed: true,
    calls: ['listPrintable {"scope":"visible","from":null}'],
  });
});

test('each scope asks the server; a failure and an empty list say what to do', async () => {
  const on = await open({
    visible: sourceOf(2),
    selection: 'The sheet was deleted.',
    sheet: { ...sourceOf(0) },
  });
  await on.page.getByText('2 codes in “Trees”').waitFor();
  await on.page.getByText('Skips rows that you or a filter have hidden').waitFor();
  await on.page.getByLabel('Selected rows').check();
  await on.page.getByText('The sheet was deleted.').waitFor();
  await on.page.getByLabel('All rows').check();
  await on.page.getByText('No row has a QR code yet.').waitFor();
  expect(await on.button('Print 0 codes').getAttribute('aria-disabled')).toBe('true');
  await on.page.getByLabel(/^Visible rows/).check();
  await on.page.getByText('2 codes in “Trees”').waitFor();
  expect((await on.state()).calls).toHaveLength(4);
});

test('codes that cannot be printed are named with their reason, and the others are printed', async () => {
  const source = sourceOf(4);
  const [first, second] = source.codes;
  if (first) first.shortUrl = '';
  if (second) second.shortUrl = `https://qrius.io/${'a'.repeat(3_000)}`;
  const on = await open({ visible: source });
  await on.page.getByText('3 codes in “Trees”').waitFor();
  const said = await on.finish(/^Print 3 codes$/);
  expect(said).toContain('2 codes checked and sent');
  expect(said).toContain('Row 2 (Main entrance): the short URL is missing');
  expect(said).toMatch(/Row 3 .*too long for a QR code/);
  expect(await on.page.locator('#paper [shape-rendering]').count()).toBe(2);
});

test('colors that phones cannot read are refused before anything is printed', async () => {
  const on = await open({ visible: sourceOf(2) });
  await on.button('Print 2 codes').waitFor();
  await on.page.getByLabel('Code color').fill('#ffffff');
  await on.page.getByLabel('Background').fill('#000000');
  await on.page.getByRole('alert').getByText('must be darker').waitFor();
  await on.button('Print 2 codes').click({ force: true });
  expect((await on.state()).printed).toBe(0);
});

test('long work can be cancelled, or stopped by another choice; nothing is printed or downloaded then', async () => {
  const on = await open({ visible: sourceOf(1_000) });
  const downloads: string[] = [];
  on.page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await on.page.getByLabel(/^Download pictures/).check();
  await on.page.getByLabel('PNG size (pixels)').fill('2400');
  const begin = async () => {
    await on.button('Download 1,000 codes').click();
    await on.page
      .getByRole('paragraph')
      .filter({ hasText: /^(Checking|Making) .*: [\d,]+ of 1,000 codes$/ })
      .waitFor();
  };
  const said = on.page.getByText('Canceled. Nothing was printed or downloaded.');
  await begin();
  await on.button('Cancel').click();
  await said.waitFor();
  await begin();
  await on.page.getByLabel('File names').fill('{row}');
  await said.waitFor();
  await on.button('Download 1,000 codes').waitFor();
  expect(downloads).toEqual([]);
});

test('hostile texts are texts: names, headers, the sheet’s name', async () => {
  const mark = '<img src=x onerror=alert(1)>';
  const [code] = codesOf(1);
  if (!code) throw new Error('There is no code.');
  const bad = { ...code, name: mark, shortUrl: '', cells: [mark] };
  const on = await open({
    visible: { sheet: mark, fileName: mark, headers: [mark], codes: [{ ...code, name: mark }, bad] },
  });
  await on.page.getByText(`1 code in “${mark}”`).waitFor();
  expect(await on.page.getByLabel('Text', { exact: true }).innerText()).toContain(mark);
  expect(await on.finish(/^Print 1 code$/)).toContain(`Row 2 (${mark})`);
  expect(await on.page.locator('img:not([src^="data:image/svg"])').count()).toBe(0);
});

test('numbers that nobody can print are refused at once, however large they are', async () => {
  const on = await open({ visible: sourceOf(30) });
  await on.button('Print 30 codes').waitFor();
  await on.page.getByLabel('Copies of each code').fill('999999999');
  await on.page.getByText('Choose at most 5,000 labels.').waitFor({ timeout: 5_000 });
  await on.page.getByText('An empty sheet').waitFor();
});

test('work that the browser can’t finish says so, and the page stays', async () => {
  const on = await open({ visible: sourceOf(3) });
  await on.page.getByLabel(/^Download pictures/).check();
  await on.button('Download 3 codes').waitFor();
  await on.page.evaluate('HTMLCanvasElement.prototype.getContext = () => null');
  await on.button('Download 3 codes').click();
  await on.page.getByText('nothing was printed or downloaded').waitFor();
  await on.button('Download 3 codes').waitFor();
});

const SVG_OPEN =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">';
const HOSTILE = `${SVG_OPEN}<script>top.hit = 1</script><image x:href="https://evil.example/a.png" width="9" height="9"/>
  <style>@import url(https://evil.example/b.css);</style><rect width="9" height="9" fill="#d00" onload="top.hit = 1"/></svg>`;

test('a logo with scripts and foreign addresses runs nothing and asks for nothing; one of 20 MB is shown or refused', async () => {
  const on = await open({ visible: sourceOf(3) });
  const folder = mkdtempSync(join(tmpdir(), 'logo-'));
  const choose = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return on.page.getByLabel('Logo (optional)').setInputFiles(join(folder, name));
  };
  try {
    await on.button('Print 3 codes').waitFor();
    await choose('anything.png', Buffer.alloc(20_000_000, 7));
    await on.page.getByText('isn’t a picture that your browser can read').waitFor();
    for (const [name, content] of [
      ['hostile.svg', HOSTILE],
      ['large.svg', `${SVG_OPEN}<!--${'x'.repeat(20_000_000)}--></svg>`],
    ] as const) {
      await choose(name, content);
      await on.button('Remove logo').waitFor();
      expect(await on.finish(/^Print 3 codes$/)).toContain('3 codes checked and sent');
      expect(await on.page.locator('#paper script, #paper [onload]').count()).toBe(0);
      await on.button('Remove logo').click();
    }
    expect(await on.page.evaluate('globalThis.hit')).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('names of 300 characters, short URLs of 300, emoji and odd slugs are printed and named', async () => {
  const source = sourceOf(4);
  const [long, far, emoji, odd] = source.codes;
  if (!long || !far || !emoji || !odd) throw new Error('There are too few codes.');
  long.name = 'Word '.repeat(60);
  far.shortUrl = `https://qrius.io/${'a'.repeat(283)}`;
  emoji.name = '👩🏽‍🚀'.repeat(40);
  odd.slug = '../%2e%00\u0000*?';
  odd.shortUrl = 'https://qrius.io/%F0%9F%92%A9?a=b&c="d"';
  const on = await open({ visible: source });
  expect(await on.finish(/^Print 4 codes$/)).toContain('4 codes checked and sent');
  expect(await on.page.locator('#paper [shape-rendering]').count()).toBe(4);
  await on.choose('Label sheet', 'Avery 5167');
  expect(await on.finish(/^Print 4 codes$/)).toMatch(/Row 3 .*label is too small/);
});
