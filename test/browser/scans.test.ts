// Scan counts, the schedule, and importing codes as their user meets them, on a clock that jumps by the hour.

import { addCode } from '../../sim/qrius/codes';
import { axeOn } from './axe';
import { codes, createAll, done, edit } from './changes-page';
import { records, rowsOf, until } from './sheet';
import { browserForAll, connect, type Stage } from './stage';
import { tabTo } from './tab';

jest.setTimeout(60_000);

const { setStage, join } = browserForAll();
let stage: Stage;

const HOUR_MS = 3_600_000;
/** A moment some hours from now as a user writes it; the playground's document is in UTC. */
const inHours = (hours: number): string =>
  new Date(Date.now() + hours * HOUR_MS).toISOString().slice(0, 16).replace('T', ' ');

/** Trees with codes, of which some are to lead elsewhere from a time on. */
async function trees(count: number, switches: string[][] = []): Promise<void> {
  const planned = [['Next destination', 'Switch on'], ...switches];
  const rows = rowsOf(count).map((row, index) => [...row, ...(planned[index] ?? ['', ''])]);
  stage = await setStage({ document: { name: 'Trees', rows } });
  await createAll(stage, count);
}

async function openScans(on: Stage): Promise<void> {
  await on.press('Scan counts');
  await on.sees('Scan counts');
}

/** Lets something happen while the sidebar is closed, which would otherwise follow the job, and opens it at home. */
async function behindTheSidebar(happens: () => Promise<void>): Promise<void> {
  await stage.closeSidebar();
  await happens();
  await stage.page.locator('#doing', { hasText: /^$/ }).waitFor({ state: 'attached' });
  await stage.choose('Open the sidebar');
  await stage.sees('Sheet1');
}

test('an hour fires the schedule and a due switch; three failures pause it; a colleague takes it over and switches it off', async () => {
  await trees(3, [
    ['https://example.com/soon', inHours(0.5)],
    ['https://example.com/later', inHours(40)],
  ]);
  const { sidebar, service } = stage;
  await sidebar.getByText('These switches aren’t on a schedule yet.').waitFor();
  await stage.press(/^Row 3 Tree 002/);
  await stage.page.locator('#place', { hasText: /^B3$/ }).waitFor();
  await stage.press('Open schedule');
  await sidebar.getByText('No schedule yet.').waitFor();
  expect(await stage.button('Save schedule').getAttribute('aria-disabled')).toBe('true');
  await sidebar.getByRole('combobox', { name: 'Scan counts' }).selectOption('Every hour');
  await sidebar.getByRole('checkbox', { name: /^Switch destinations/ }).check();
  await stage.press('Save schedule');
  await sidebar.getByText('Schedule saved.').waitFor();
  await sidebar.getByText('Hasn’t run yet').waitFor();
  await sidebar.getByText(/^Next run about /).waitFor();
  await behindTheSidebar(async () => {
    await stage.post('/world/hour');
    await until(() => codes(stage)[0]?.destinationUrl === 'https://example.com/soon');
    await until(async () => (await records(stage)).every(({ Scans: scans }) => scans !== ''));
  });
  await sidebar
    .getByText(/^Scans refresh hourly, next about .*\. Destinations switch on schedule\.$/)
    .waitFor();
  await sidebar.getByText('Last job: 3 rows refreshed.').waitFor();
  await sidebar.getByText(/^Last run .*: 1 row switched\. 3 rows refreshed\.$/).waitFor();
  expect(await stage.button(/^Row \d/).allInnerTexts()).toEqual([expect.stringContaining('Row 3 Tree 002')]);
  await openScans(stage);
  await sidebar.getByText(/^Last run .*: 1 row switched\. 3 rows refreshed\.$/).waitFor();
  await sidebar.getByText('Runs with your account on the “Sheet1” tab').waitFor();

  const [mine] = service.keys;
  if (!mine) throw new Error('The service has no key.');
  service.keys.push({ ...mine, key: 'qrius_test_ash' });
  const other = await join(stage, 'colleague');
  await connect(other, 'qrius_test_ash', 'Ash');
  await other.sees('Sheet1');
  mine.revoked = true;
  await behindTheSidebar(async () => {
    for (const _ of [1, 2, 3]) {
      const asked = service.log.length;
      await stage.post('/world/hour');
      await until(() => service.log.length > asked);
    }
  });
  const paused = sidebar.getByText(
    /^The schedule is paused, because 3 runs in a row failed\. The last one reported: .* Save the schedule again to resume it\.$/,
  );
  await paused.waitFor();
  await stage.press('Open schedule');
  await stage.sees('Scan counts');
  await paused.waitFor();

  await openScans(other);
  await other.sidebar.getByText('Runs with Ada’s account on the “Sheet1” tab').waitFor();
  await other.press('Take over schedule');
  await other.sidebar.getByText('Runs with your account').waitFor();
  await other.post('/world/hour');
  await other.sidebar.getByText(/^Last run .*: 3 rows refreshed\.$/).waitFor();
  await other.press('Turn off schedule');
  await other.sidebar.getByText('Schedule turned off.').waitFor();
  await other.sidebar.getByText('No schedule yet.').waitFor();
});

test('a day that passed is seen at once: what ran, and when it runs next', async () => {
  await trees(2);
  const { page, sidebar } = stage;
  await openScans(stage);
  await sidebar.getByRole('combobox', { name: 'Scan counts' }).selectOption('Daily');
  await stage.press('Save schedule');
  await sidebar.getByText('Schedule saved.').waitFor();
  // Timers of the page that begin from now on stand still: what it reads by them would come too late.
  await page.clock.install();
  await page.reload();
  const line = sidebar.getByText(/^Scans refresh daily at 7:00\sAM, next on /);
  const before = await line.innerText();
  await page.clock.pauseAt(Date.now() + 1_000);
  await stage.post('/world/day');
  await sidebar.getByText('Last job: 2 rows refreshed.').waitFor();
  expect(await line.innerText()).not.toBe(before);
});

test('codes are imported into an empty sheet, and those deleted from it come back; axe finds no fault, light or dark', async () => {
  stage = await setStage({ document: { name: 'Trees', rows: [] } });
  const { service, sidebar } = stage;
  const [account] = service.accounts;
  if (!account) throw new Error('The service has no account.');
  for (const number of [1, 2, 3])
    addCode(service, account, { name: `Tree ${number}`, destinationUrl: `https://example.com/${number}` }, 0);
  await stage.press('Import codes from Qrius');
  await sidebar.getByText('3 codes in your account are not in this sheet.').waitFor();
  await sidebar.getByLabel('Row height').waitFor();
  const { found, look } = axeOn(stage);
  await look('import');
  service.config.latencyMs = 400;
  await stage.press('Import 3 codes');
  await stage.sees('Importing codes');
  await stage.sees('3 codes imported');
  expect((await records(stage)).map(({ Name: name, URL: url }) => [name, url])).toEqual(
    [1, 2, 3].map((number) => [`Tree ${number}`, `https://example.com/${number}`]),
  );
  await stage.button('Print or download codes').waitFor();
  await look('imported');
  await done(stage);
  await stage.button('Print or download codes').waitFor();
  await look('home with imported codes');
  expect(found).toEqual([]);
  await edit(stage, { kind: 'deleteRow', row: 3 });
  await stage.press('Change codes');
  await stage.press(/^Import codes/);
  await stage.press('Import 1 code');
  await stage.sees('1 code imported');
  await sidebar.getByText('Already in the sheet').waitFor();
  await stage.button('Download CSV').waitFor();
});

test('the keyboard alone sets a schedule; axe finds no fault on the way, light or dark', async () => {
  await trees(2, [['https://example.com/later', inHours(40)]]);
  const { page, sidebar } = stage;
  const { found, look } = axeOn(stage);
  await look('home with switches');
  await page.locator('#sidebar iframe').focus();
  await tabTo(stage, /^Scan counts$/);
  await page.keyboard.press('Enter');
  await stage.sees('Scan counts');
  await look('scan counts');
  await tabTo(stage, /^Scan counts$/);
  // A select takes the option whose first letters are typed.
  await page.keyboard.type('Weekly');
  await tabTo(stage, /^On$/);
  await page.keyboard.type('Sun');
  await tabTo(stage, /^At$/);
  await page.keyboard.type('6:00 P');
  await tabTo(stage, /^Switch destinations on schedule/);
  await page.keyboard.press('Space');
  // What was not listed yet can't be approved.
  await sidebar.getByRole('heading', { name: 'Planned switches' }).waitFor();
  await tabTo(stage, /^Save schedule$/);
  await page.keyboard.press('Enter');
  await sidebar.getByText('Schedule saved.').waitFor();
  await look('a schedule');
  await tabTo(stage, /^Back$/);
  await page.keyboard.press('Enter');
  await sidebar.getByText(/^Scans refresh on Sundays at 6:00\sPM, next on /).waitFor();
  await look('home with a schedule');
  expect(found).toEqual([]);
});

/** The labels of the buttons that look like the next step. */
const blueButtons = (): Promise<string[]> =>
  stage.frame().evaluate(`
    [...document.querySelectorAll('button')]
      .filter((button) => getComputedStyle(button).backgroundColor === 'rgb(26, 115, 232)')
      .map((button) => button.textContent)`);

/** The heading that has the focus once a view is drawn, if the user sees it without scrolling. */
async function arrivedAt(): Promise<string> {
  await stage.sidebar.getByRole('heading', { name: 'Planned switches' }).waitFor();
  return stage.frame().evaluate(`
    (() => {
      const { tagName, textContent } = document.activeElement;
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return /^H/.test(tagName) && top >= 0 && bottom < innerHeight ? textContent : 'nothing';
    })()`);
}

test('one button is blue: Save after an edit, Approve where switches wait; what waits is marked in the list', async () => {
  await trees(2, [['https://example.com/soon', 'next Tuesday']]);
  const { sidebar } = stage;
  await openScans(stage);
  expect(await blueButtons()).toEqual(['Refresh scan counts']);
  await sidebar.getByRole('checkbox', { name: /^Switch destinations/ }).check();
  await sidebar.getByRole('heading', { name: '1 row can’t switch' }).waitFor();
  await stage.button(/^Row 2 .*“next Tuesday”, can’t be read/).waitFor();
  await edit(stage, { kind: 'setCell', cell: 'E2', text: inHours(30) });
  await sidebar.getByText('Saving approves these switches.').waitFor();
  expect(await sidebar.getByRole('heading', { name: /can’t switch/ }).count()).toBe(0);
  await stage.page.mouse.move(0, 0);
  expect(await blueButtons()).toEqual(['Save schedule']);
  await stage.press('Save schedule');
  await sidebar.getByText('Schedule saved.').waitFor();
  await stage.page.mouse.move(0, 0);
  expect(await blueButtons()).toEqual(['Refresh scan counts']);
  await sidebar.getByText('These switches are approved.').waitFor();
  expect(await sidebar.getByText('Saving approves').count()).toBe(0);

  await edit(stage, { kind: 'setCells', cell: 'D3', rows: [['https://example.com/late', inHours(40)]] });
  await stage.button('Approve 1 switch').waitFor();
  await stage.press('Back');
  await stage.press('Review switches');
  await until(async () => (await arrivedAt()) === 'Planned switches');
  await stage.press('Back');
  await stage.press('Scan counts');
  expect(await arrivedAt()).toBe('Scan counts');
  await sidebar.getByText('Saving approves these switches.').waitFor();
  const marked = () => stage.button(/^Row \d.*Waits for your approval/).allInnerTexts();
  expect(await marked()).toEqual([expect.stringContaining('Row 3 Tree 002')]);
  expect(await stage.button(/^Row \d/).count()).toBe(2);
  expect(await blueButtons()).toEqual(['Approve 1 switch']);
  await sidebar.getByRole('combobox', { name: 'Scan counts' }).selectOption('Daily');
  expect(await blueButtons()).toEqual(['Save schedule']);
  await sidebar.getByRole('combobox', { name: 'Scan counts' }).selectOption('Off');
  await stage.press('Approve 1 switch');
  await sidebar.getByText('Switches approved.').waitFor();
  await stage.button('Approve 1 switch').waitFor({ state: 'hidden' });
  expect(await marked()).toEqual([]);
  await sidebar.getByText('Any that are added or edited later wait for you.').waitFor();
  await sidebar.getByRole('checkbox', { name: /^Colleagues may schedule/ }).check();
  await sidebar.getByText(/^These switches are approved\.$/).waitFor();
  expect(await stage.button(/^Row \d/).count()).toBe(2);
});
