// The views of the sidebar for everybody: by keyboard, by axe, with hostile texts, and how long they take to come.
import { axeOn } from './axe';
import { records, rowsOf } from './sheet';
import { browserForAll, connect, type Stage } from './stage';
import { tabTo } from './tab';

jest.setTimeout(60_000);

const { setStage } = browserForAll();
let stage: Stage;

const trees = (count: number) => setStage({ document: { name: 'Trees', rows: rowsOf(count) } });

test('the keyboard alone takes a user from home to the codes and back; prints how long menu and answers take', async () => {
  stage = await trees(5);
  const { page, sidebar } = stage;
  await page.locator('#sidebar iframe').focus();
  await tabTo(stage, /^Create 5 codes$/);
  await page.keyboard.press('Enter');
  await stage.sees('Check before creating');
  await sidebar.getByText('5 codes will be created').waitFor();
  await tabTo(stage, /^Insert QR images/);
  await page.keyboard.press('Space');
  expect(await sidebar.getByRole('checkbox').isChecked()).toBe(false);
  await tabTo(stage, /^Create 5 codes$/);
  await page.keyboard.press('Space');
  await stage.sees('5 codes created');
  await tabTo(stage, /^Done$/);
  await page.keyboard.press('Enter');
  await stage.sees('Sheet1');
  await stage.closeSidebar();
  const asked = performance.now();
  await stage.choose('Open the sidebar');
  await stage.sees(/./);
  const painted = performance.now();
  await stage.sees('Sheet1');
  const answers = await stage.frame().evaluate(`(async () => {
    const times = [];
    for (let i = 0; i < 5; i++) {
      const sent = performance.now();
      const reply = await new Promise((resolve, reject) =>
        google.script.run.withSuccessHandler(resolve).withFailureHandler(reject).call('getHome', 'null'));
      if (!JSON.parse(reply).ok) throw new Error(reply);
      times.push(Math.round(performance.now() - sent));
    }
    return times;
  })()`);
  expect(answers).toHaveLength(5);
  console.log(`Click to painted sidebar: ${Math.round(painted - asked)} ms; five calls: ${answers} ms.`);
});

test('axe finds no fault in any view, light or dark', async () => {
  const [header = [], ...rows] = rowsOf(30);
  stage = await setStage({
    document: { name: 'Trees', rows: [header, ...rows, ['', 'https://example.com/nameless', '']] },
  });
  const { found, look } = axeOn(stage);
  await look('home');
  await stage.press('Change key');
  await stage.sees('Change your API key');
  await stage.press('Change key');
  await look('connect');
  await stage.press('Back');
  await stage.press('Create 30 codes');
  await stage.sidebar.getByText('30 codes will be created').waitFor();
  await look('check');
  stage.service.config.requestsPerMinute = 15;
  await stage.press('Create 30 codes');
  await stage.sidebar.getByText(/^Resuming in/).waitFor();
  await look('running');
  await stage.press('Stop');
  await stage.sees('Job stopped');
  await look('done');
  await stage.press('Done');
  await stage.button('Print or download codes').waitFor();
  await look('home with codes');
  expect(found).toEqual([]);
});

test('hostile texts are texts: in names, slugs, headers, a status, the sheet’s name, a user’s, and answers of the service', async () => {
  const mark = (what: string) => `<i>${what}</i><img src=x onerror=alert(1)>`;
  stage = await setStage({
    document: {
      name: 'Trees',
      rows: [
        ['Name', 'URL', 'Slug', 'Status', mark('header')],
        [mark('name'), 'https://example.com/trees/1', '', '', ''],
        [mark('second'), 'https://example.com/trees/2', mark('slug'), '', ''],
        [mark('third'), 'javascript:alert(1)', '', `Failed: ${mark('status')}`, ''],
        ['Fourth', 'https://example.com/trees/4', '', '', ''],
      ],
    },
  });
  const { sidebar, service } = stage;
  // Once with a slug that was made for it, and once without.
  for (const nth of [2, 3])
    service.faults.push({
      at: { method: 'POST', path: '/qr', nth },
      do: { kind: 'status', status: 422, message: mark('service') },
    });
  const shows = async (what: string) => {
    await sidebar.getByText(`<i>${what}`).first().waitFor();
    expect(await sidebar.locator('i, img').count()).toBe(0);
  };
  await stage.press('Change key');
  await connect(stage, stage.key, mark('user'));
  await shows('user');
  expect(await sidebar.getByRole('combobox', { name: /^Tags/ }).innerText()).toContain(mark('header'));
  await stage.press('Create 2 codes');
  await sidebar.getByText('2 rows need attention').waitFor();
  await sidebar.getByText('The column “QR status” is added: “Status” stays as it is').waitFor();
  await shows('second');
  await shows('slug');
  await stage.press('Create 2 codes');
  await stage.sees('1 code created, 1 failed, 2 not sent');
  await shows('third');
  await shows('service');
  await stage.press('Done');
  // The user's own Status stays as it is. The add-on writes beside it, and shows what its own says.
  const written = await records(stage);
  expect(written.map(({ Status: status }) => status)).toEqual(['', '', `Failed: ${mark('status')}`, '']);
  const column = 'ABCDEFGHIJKLMNOP'[Object.keys(written[0] ?? {}).indexOf('QR status')];
  expect(await sidebar.getByText('<i>status').count()).toBe(0);
  await stage.post('/edit', {
    edits: [{ kind: 'setCell', cell: `${column}4`, text: `Failed: ${mark('status')}` }],
  });
  await stage.closeSidebar();
  await stage.choose('Open the sidebar');
  await stage.press('Show result');
  await shows('status');
  await stage.press('Done');
  await stage.post('/edit', { edits: [{ kind: 'renameSheet', name: mark('sheet') }] });
  await stage.closeSidebar();
  await stage.choose('Open the sidebar');
  await shows('sheet');
});
