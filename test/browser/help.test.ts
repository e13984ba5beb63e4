// Help where people need it: the footer of every view, the help itself, the first steps, and the example of the check.
import { version } from '../../package.json';
import { axeOn } from './axe';
import { codesOf, rowsOf } from './sheet';
import { browserForAll, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;

const trees = (count: number) => setStage({ document: { name: 'Trees', rows: rowsOf(count) } });

/** The view that the help covers keeps its footer, unseen. */
const footer = () => stage.sidebar.getByText(`Qrius for Sheets ${version}`).filter({ visible: true });

/** Opens the help from the view that shows, and goes back to it. */
async function helpAndBack(view: string): Promise<void> {
  await footer().waitFor();
  await stage.press('Help');
  await stage.sees('Help');
  await stage.press('Back');
  await stage.sees(view);
}

test('every view has a footer with the version and the help, which answers, links, and leads back', async () => {
  stage = await trees(30);
  const { sidebar, service } = stage;
  const { found, look } = axeOn(stage);
  await helpAndBack('Sheet1');
  await stage.press('Help');
  await stage.sees('Help');
  await look('help');
  expect(await sidebar.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
    'How do I create codes?',
    'How do I change the page a printed code opens?',
    'What does Status mean?',
    'What if Google stops a job?',
    'Who sees what?',
    'Your Qrius account',
  ]);
  expect(await sidebar.getByRole('link', { name: 'qrius.io' }).getAttribute('href')).toBe('https://qrius.io');
  await footer().waitFor();
  expect(await stage.button('Help').count()).toBe(0);
  await stage.press('Show rows to look at');
  await helpAndBack('Rows to look at');
  await stage.press('Back');
  await stage.press('Create 30 codes');
  await helpAndBack('Check before creating');
  service.config.requestsPerMinute = 15;
  await stage.press('Create 30 codes');
  await sidebar.getByText(/^Resuming in/).waitFor();
  await stage.press('Help');
  await stage.sees('Help');
  expect(await stage.button('Show rows to look at').count()).toBe(0);
  await stage.press('Back');
  await sidebar.getByText(/^Resuming in/).waitFor();
  await stage.press('Stop');
  await helpAndBack('Job stopped');
  await stage.press('Done');
  await stage.press('Change codes');
  await helpAndBack('Change codes');
  await stage.press('Back');
  await stage.press('Scan counts');
  await helpAndBack('Scan counts');
  expect(found).toEqual([]);
});

test('the help keeps what was typed in the view it covers, and gives the focus back', async () => {
  stage = await trees(2);
  await stage.press('Change key');
  await stage.sidebar.getByLabel('API key').fill('qrius_half');
  await helpAndBack('Change your API key');
  expect(await stage.sidebar.getByLabel('API key').inputValue()).toBe('qrius_half');
  expect(await stage.sidebar.locator(':focus').innerText()).toBe('Help');
});

test('the first view shows the three steps, and where an account and a key are made', async () => {
  stage = await trees(2);
  const { sidebar } = stage;
  const { found, look } = axeOn(stage);
  await stage.press('Change key');
  await stage.sees('Change your API key');
  expect(await sidebar.getByRole('link', { name: 'Create a Qrius account' }).count()).toBe(0);
  await stage.press('Back');
  await stage.press('Remove key');
  await stage.press('Remove key');
  await stage.sees('Connect to Qrius');
  expect(await sidebar.getByRole('listitem').allInnerTexts()).toEqual([
    'Get your API key in Qrius',
    'Paste it here',
    'Create codes from your rows',
  ]);
  for (const name of ['Qrius', 'Create a Qrius account'])
    expect(await sidebar.getByRole('link', { name, exact: true }).getAttribute('href')).toBe(
      'https://qrius.io',
    );
  await look('connect');
  await helpAndBack('Connect to Qrius');
  expect(found).toEqual([]);
});

test('the check shows the first row as it will be sent, and names what is empty', async () => {
  stage = await setStage({
    document: {
      name: 'Trees',
      rows: [
        ['Name', 'URL', 'Slug', 'Keywords for print', 'QR description'],
        ['Oak', 'example.com/oak', 'oak', 'tall', ''],
        ['Elm', 'https://example.com/elm', '', 'old', ''],
        ['Ash', 'https://example.com/ash', 'ash', 'old', 'The ash by the gate'],
      ],
    },
  });
  const { sidebar } = stage;
  const shown = () => sidebar.locator('dl.example > div').allInnerTexts();
  const { found, look } = axeOn(stage);
  await stage.press('Create 2 codes');
  await sidebar.getByRole('heading', { name: 'Row 3 will be sent as' }).waitFor();
  await look('check');
  expect((await shown()).map((line) => line.split(/\s*\n\s*/))).toEqual([
    ['Name', 'Elm'],
    ['URL', 'https://example.com/elm'],
    ['Slug', 'created by the add-on'],
    ['Tags', 'none'],
    ['Description', 'none'],
  ]);
  await stage.post('/edit', { edits: [{ kind: 'setCell', cell: 'C3', text: 'elm-tree' }] });
  // What is no longer true of the example is not sent.
  await stage.press('Create 2 codes');
  await sidebar.locator('dl.example').getByText('elm-tree').waitFor();
  expect(codesOf(stage)).toEqual([]);
  expect(found).toEqual([]);
});
