// The sidebar as its user meets it: the built add-on in the playground, in a browser, from the first key to the last code.
import { codesOf, rowsOf } from './sheet';
import { browserForAll, connect, type Stage } from './stage';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;

const trees = (count: number) => setStage({ document: { name: 'Trees', rows: rowsOf(count) } });

test('bad rows are listed and found by a click; what fails is told with its reason and can be tried again', async () => {
  const [header = [], ...rows] = rowsOf(6);
  const [, , third = [], fourth = [], fifth = []] = rows;
  third[0] = '';
  fourth[1] = 'example.com/trees';
  fifth[2] = 'taken-by-others';
  stage = await setStage({ document: { name: 'Trees', rows: [header, ...rows] } });
  stage.service.takenSlugs.push('taken-by-others');
  await stage.press('Create 4 codes');
  await stage.sidebar.getByText('2 rows need attention').waitFor();
  const listed = stage.button(/^Row \d/);
  expect(await listed.allInnerTexts()).toEqual([
    expect.stringMatching(/^Row 4\s+The name is missing\.$/),
    expect.stringMatching(
      /^Row 5 Tree 004\s+The destination is missing https:\/\/\. Did you mean https:\/\/example\.com\/trees\?$/,
    ),
  ]);
  await listed.nth(1).click();
  await stage.page.locator('#place', { hasText: /^B5$/ }).waitFor();
  await stage.sidebar.getByRole('radio', { name: /^Reuse my existing code/ }).check();
  await stage.press('Create 4 codes');
  await stage.sees('3 codes created, 1 failed, 2 not sent');
  await stage.sidebar.getByText('3 rows need attention').waitFor();
  const texts = await listed.allInnerTexts();
  expect(texts.map((text) => text.split(/\s/).slice(0, 2).join(' '))).toEqual(['Row 4', 'Row 5', 'Row 6']);
  expect(texts[2]).toMatch(/taken-by-others/);
  stage.service.takenSlugs.pop();
  await stage.press('Retry 3 rows');
  await stage.sees('1 code created, 2 not sent');
  expect(codesOf(stage)).toHaveLength(4);
});

test('a rejected key gets a sentence, before a job and within one; a good key continues the job at once', async () => {
  stage = await trees(30);
  const { service, sidebar } = stage;
  await stage.press('Change key');
  await stage.sees('Change your API key');
  await connect(stage, 'qrius_test_mistyped', 'Rowan');
  await sidebar.getByRole('alert').getByText('Qrius rejected this key.').waitFor();
  // What is said of a key is said of the one that was sent.
  await sidebar.getByLabel('API key').fill('qrius_test_other');
  await sidebar.getByText('Qrius rejected this key.').waitFor({ state: 'detached' });
  await stage.press('Back');
  service.faults.push({ at: { method: 'POST', path: '/qr', nth: 12 }, do: { kind: 'revokeKey' } });
  await stage.press('Create 30 codes');
  await stage.press('Create 30 codes');
  await stage.sees('Job paused');
  await sidebar
    .getByRole('alert')
    .getByText('Qrius rejected your API key. Change the key to continue.')
    .waitFor();
  await stage.press('Change key');
  const accountId = service.accounts[0]?.id ?? '';
  service.keys.push({ key: 'qrius_test_second', accountId, readOnly: false, revoked: false });
  await connect(stage, 'qrius_test_second', 'Rowan');
  await stage.sees('30 codes created');
  expect(await sidebar.getByText(/ready for a code/).count()).toBe(0);
  expect(codesOf(stage)).toHaveLength(30);
});

test('remove everything is asked once more, names what goes, says that it is gone, and ends where a key is asked for', async () => {
  stage = await trees(2);
  const { key, sidebar } = stage;
  const said = (text: RegExp) => sidebar.getByRole('alert').getByText(text);
  await stage.press('Remove key');
  await stage.press('Remove key');
  await said(/^Your key was removed\./).waitFor();
  await connect(stage, ` “Bearer ${key}” `, 'Rowan');
  await stage.sees('Sheet1');
  await stage.press('Remove everything');
  await stage.sidebar.getByText('This deletes your key, your schedule and your triggers.').waitFor();
  await stage.press('Keep everything');
  await stage.press('Remove everything');
  await stage.sidebar.getByLabel('Also delete the add-on’s tabs').check();
  await stage.press('Remove everything');
  await stage.sees('Connect to Qrius');
  await said(/^Everything you chose was removed\. Your codes and rows didn’t change\.$/).waitFor();
  await stage.sidebar.getByText('Who else could use your key?').click();
  await stage.sidebar.getByText('a key for this sheet alone').waitFor();
});
