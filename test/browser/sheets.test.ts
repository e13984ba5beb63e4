// A sheet as people bring it, in the sidebar: one question, the header row, None, tags-to-be, fixes and their undo.
import { codesOf } from './sheet';
import { browserForAll, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;

const picker = (name: string | RegExp) => stage.sidebar.getByRole('combobox', { name });
/** What a picker shows as chosen. */
const shown = (name: string | RegExp) => picker(name).locator('option:checked').textContent();

const ROWS = [
  ['Programme of the summer fair', '', '', '', ''],
  ['Campaign name', 'Website URL', 'Final URL', 'Track', 'Slug'],
  ['Spring', 'https://example.com/spring', 'https://example.com/spring?utm_source=a', 'Main', 'Früh ling'],
  ['Summer', 'example.com/summer', 'https://example.com/summer?utm_source=a', 'Side', ''],
  ['Autumn', 'www.example.com/autumn', 'https://example.com/autumn?utm_source=a', 'Main', ''],
  ['Total', '', '', '', ''],
];

test('one question, then the check with tags-to-be, fixes and skipped rows, and codes as the user meant them', async () => {
  stage = await setStage({ document: { name: 'Fair', rows: ROWS } });
  const { sidebar } = stage;
  await sidebar.getByText('Which column has the page that a code opens').waitFor();
  expect(await shown('Header row')).toBe('Row 2: Campaign name · Website URL · Final URL · Track');
  expect(await shown(/^Name/)).toBe('Campaign name');
  await stage.choose('Create QR codes for the whole sheet');
  await stage.sees('Choose your columns');
  await stage.press('Use the “Website URL” column');
  await stage.sees('Check before creating');
  await sidebar.getByText('The codes would get tags like Main, Side.').waitFor();
  await stage.press('Use as tags');
  await sidebar.getByText('The codes would get tags').waitFor({ state: 'detached' });
  await sidebar.getByText('1 row is skipped').waitFor();

  await sidebar.getByText('2 links can be fixed').waitFor();
  await stage.press('Fix 2 links in the sheet');
  await sidebar.getByText('2 cells fixed.').waitFor();
  await stage.press('Undo');
  await sidebar.getByText('2 links can be fixed').waitFor();
  await stage.press('Fix 2 links in the sheet');
  await sidebar.getByText('2 codes will be created').waitFor();
  await stage.press('Fix 1 slug in the sheet');
  await sidebar.getByText('3 codes will be created').waitFor();
  await stage.press('Create 3 codes');
  await stage.sees('3 codes created');
  const made = codesOf(stage).map(({ name, URL: url }) => [name, url]);
  expect(made.map(([name]) => name)).toEqual(['Spring', 'Summer', 'Autumn']);
  const codes = Object.values(stage.service.codes);
  expect(codes.map(({ destinationUrl, tags }) => [destinationUrl, tags])).toEqual([
    ['https://example.com/spring', ['Main']],
    ['https://example.com/summer', ['Side']],
    ['https://www.example.com/autumn', ['Main']],
  ]);
  expect(codes[0]?.slug).toBe('Fruh-ling');
});

test('the header row is pointed out, a column can be none, and names come from the links', async () => {
  const rows = [
    ['Name', 'URL', 'Tags'],
    ['Label', 'Link', 'Tags'],
    ['x', 'https://example.com/summer-fair', 'a'],
  ];
  stage = await setStage({ document: { name: 'Fair', rows } });
  await stage.button('Create 1 code').waitFor();
  await picker('Header row').selectOption({ label: 'Row 2: Label · Link · Tags' });
  await stage.sidebar.getByText('Need attention').waitFor();
  await picker(/^Tags/).selectOption('None');
  await picker(/^Name/).selectOption('Names from the links');
  await stage.button('Create 1 code').waitFor();
  // Both picks are saved one after the other.
  await picker(/^Tags/).locator('option:checked', { hasText: 'None' }).waitFor({ state: 'attached' });
  await stage.press('Create 1 code');
  await stage.sees('Check before creating');
  await stage.press('Create 1 code');
  await stage.sees('1 code created');
  expect(Object.values(stage.service.codes).map(({ name, tags }) => [name, tags])).toEqual([
    ['Summer fair', []],
  ]);
});

/** No header and no cell says what a name is, and two columns hold links. */
const UNCLEAR = [
  ['Category', 'Category', 'Live page', 'Archive page', 'Speaker'],
  ['Main', 'Open', 'https://example.com/live/a', 'https://example.com/archive/a', 'Ada'],
  ['Side', 'Closed', 'https://example.com/live/b', 'https://example.com/archive/b', 'Bob'],
];

test('the pickers are there in every view that needs the columns, and keep what was picked', async () => {
  stage = await setStage({ document: { name: 'Fair', rows: UNCLEAR } });
  const { sidebar } = stage;
  const all = ['Header row', /^Name/, /^Destination/, /^Slug/, /^Tags/, /^Description/];
  const seesPickers = async (heading: string) => {
    await stage.sees(heading);
    for (const name of all) await picker(name).waitFor();
  };
  await sidebar.getByText('Which column has the page that a code opens').waitFor();
  for (const name of all) await picker(name).waitFor();
  for (const item of [
    'Create QR codes for the whole sheet',
    'Create QR codes for selected rows',
    'Change selected codes',
  ]) {
    await stage.choose(item);
    await seesPickers('Choose your columns');
  }
  await picker(/^Destination/).selectOption('Archive page');
  await sidebar.getByText('The sheet needs a name').waitFor();
  expect(await shown(/^Destination/)).toBe('Archive page');
  await stage.choose('Create QR codes for the whole sheet');
  await seesPickers('Choose your columns');
  expect(await shown(/^Destination/)).toBe('Archive page');
  await picker(/^Name/).selectOption('Speaker');
  await stage.sees('Check before creating');
  await stage.button('Create 2 codes').waitFor();
  await stage.press('Back');
  expect([await shown(/^Name/), await shown(/^Destination/)]).toEqual(['Speaker', 'Archive page']);
});

test('two columns Category refuse nothing: the codes are created without tags', async () => {
  const rows = UNCLEAR.map(([a = '', b = '', live = '', , who = '']) => [who, a, b, live]);
  stage = await setStage({
    document: { name: 'Fair', rows: [['Name', 'Category', 'Category', 'URL'], ...rows.slice(1)] },
  });
  await stage.press('Create 2 codes');
  await stage.sees('Check before creating');
  await stage.sidebar.getByText('A code opens a web address').waitFor();
  await stage.press('Create 2 codes');
  await stage.sees('2 codes created');
  expect(Object.values(stage.service.codes).map(({ name, tags }) => [name, tags])).toEqual([
    ['Ada', []],
    ['Bob', []],
  ]);
});
