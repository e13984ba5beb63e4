// The views of changing codes for everybody: what differs, by keyboard alone, by axe, and with hostile texts.
import { axeOn } from './axe';
import { codes, createAll, done, edit, goTo, treesWithTags } from './changes-page';
import { records } from './sheet';
import { browserForAll, type Stage } from './stage';
import { tabTo } from './tab';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;
const MARK = '<i>hostile</i><img src=x onerror=alert(1)>';

async function trees(count: number): Promise<void> {
  stage = await setStage({ document: treesWithTags(count) });
  await createAll(stage, count);
}

test('update changed rows: what differs is shown, chosen and only then sent; texts that look like HTML are texts', async () => {
  await trees(6);
  const { sidebar, service } = stage;
  const [one, two, three, four, five] = codes(stage);
  if (!one || !two || !three || !four || !five) throw new Error('There are no codes.');
  // Changed here; in Qrius; on both sides, twice; gone in Qrius.
  two.name = `Elm ${MARK}`;
  three.destinationUrl = 'https://example.com/theirs';
  four.destinationUrl = 'https://example.com/theirs';
  delete service.codes[five.id];
  await edit(
    stage,
    { kind: 'setCell', cell: 'B2', text: 'https://example.com/mine?q=<b>bold</b>' },
    { kind: 'setCell', cell: 'B4', text: 'https://example.com/mine' },
    { kind: 'setCell', cell: 'B5', text: 'https://example.com/mine' },
  );
  await goTo(stage, 'Update changed rows');
  await sidebar.getByText('1 code will be updated in Qrius').waitFor();
  await sidebar.getByText('3 differences not resolved').waitFor();
  await sidebar.getByText('1 row is already up to date').waitFor();
  await sidebar
    .getByText(
      'this Qrius account does not list the code: it was deleted, is new, or belongs to another account.',
    )
    .waitFor();
  await sidebar.getByText(`Elm ${MARK}`).waitFor();
  await sidebar.getByText('https://example.com/mine?q=<b>bold</b>').waitFor();
  expect(await sidebar.locator('i:not(.quiet), img, dd b').count()).toBe(0);
  await stage.press('Use all from Qrius');
  await sidebar
    .getByRole('group', { name: 'Destination of Row 4' })
    .getByLabel('Keep from the sheet')
    .check();
  await sidebar.getByRole('group', { name: 'Destination of Row 5' }).getByLabel('Decide later').check();
  await stage.button(/^Row 5/).click();
  await stage.page.locator('#place', { hasText: /^B5$/ }).waitFor();
  await stage.press('Update 2 codes and 1 row');
  await stage.sees('2 rows updated, 1 not changed');
  expect([one, two, three, four].map(({ destinationUrl, name }) => [destinationUrl, name])).toEqual([
    ['https://example.com/mine?q=<b>bold</b>', 'Tree 001'],
    ['https://example.com/trees/002', `Elm ${MARK}`],
    ['https://example.com/mine', 'Tree 003'],
    ['https://example.com/theirs', 'Tree 004'],
  ]);
  const rows = await records(stage);
  expect([rows[1]?.Name, rows[3]?.URL]).toEqual([`Elm ${MARK}`, 'https://example.com/mine']);
  await done(stage);
});

test('the keyboard alone makes a change', async () => {
  await trees(2);
  const { page, sidebar } = stage;
  await page.locator('#sidebar iframe').focus();
  await tabTo(stage, /^Change codes$/);
  await page.keyboard.press('Enter');
  await stage.sees('Change codes');
  await tabTo(stage, /^Point codes to one URL/);
  await page.keyboard.press('Enter');
  await stage.sees('Point codes to one URL');
  await page.keyboard.press('Tab');
  await page.keyboard.type('nonsense');
  await page.keyboard.press('Enter');
  await sidebar.getByRole('alert').waitFor();
  // The focus is back where the mistake was made.
  await page.keyboard.press('Control+A');
  await page.keyboard.type('https://example.com/keys');
  await tabTo(stage, /^Include hidden rows$/);
  await page.keyboard.press('Space');
  expect(await sidebar.getByRole('checkbox').isChecked()).toBe(true);
  await tabTo(stage, /^Preview$/);
  await page.keyboard.press('Enter');
  await stage.button('Point 2 codes to this URL').waitFor();
  // The button kept the focus while it became the one that sends.
  await page.keyboard.press('Enter');
  await stage.sees('2 rows updated');
  await tabTo(stage, /^Done$/);
  await page.keyboard.press('Enter');
  await stage.sees('Sheet1');
  expect(codes(stage)[1]?.destinationUrl).toBe('https://example.com/keys');
});

test('axe finds no fault in any view of changes, light or dark', async () => {
  await trees(12);
  const [one, two, three] = codes(stage);
  if (!one || !two || !three) throw new Error('There are no codes.');
  const { found, look } = axeOn(stage);
  await stage.press('Change codes');
  await stage.sees('Change codes');
  await look('list');
  await stage.press(/^Change tags/);
  await stage.sees('Change tags');
  await stage.press('Preview');
  await stage.sidebar.getByRole('alert').waitFor();
  await look('form');
  await stage.press('Back');
  one.destinationUrl = 'https://example.com/theirs';
  two.tags = [];
  await edit(stage, { kind: 'setCell', cell: 'B4', text: 'https://example.com/mine' });
  await stage.press(/^Update changed rows/);
  await stage.button('Keep all from the sheet').click();
  await look('differences');
  await stage.press('Back');
  await stage.press(/^Delete codes/);
  await stage.press('Delete 12 codes');
  await stage.press('Delete 12 codes');
  await look('delete');
  await stage.press('Keep codes');
  await stage.press('Back');
  await stage.press(/^Undo the last job/);
  await stage.button('Delete 10 codes').waitFor();
  await look('undo');
  await stage.press('Back');
  await stage.press(/^Pause codes/);
  await stage.press('Pause 12 codes');
  await stage.sees('Pause 12 codes?');
  await look('confirmation');
  await stage.press('Pause 12 codes');
  await stage.sees('12 codes paused');
  await look('result');
  expect(found).toEqual([]);
});
