// Takes the pictures of the user guide, docs/images, from the playground: the views of the sidebar, and a sheet after a run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { example } from '../sim/trial';
import { startBrowser } from '../test/browser/find-browser';
import { type Playground, type PlaygroundOptions, startPlayground } from './server/start';
import { smallPng } from './small-png';

const FOLDER = join(__dirname, '..', 'docs', 'images');
const WINDOW = { width: 1280, height: 720 };
/** Height of a window that shows little, in pixels: it grows to what the sidebar holds. */
const LOW_PX = 360;
/** So slow that the add-on writes down how far it is before all rows are sent, in milliseconds an answer. */
const SLOW_MS = 4_000;
/** What the service asks a client to wait for, in seconds, and what the clock shows when the picture is taken. */
const WAIT = { seconds: 45, shown: '0:40' };

interface Shot {
  name: string;
  user?: 'you' | 'colleague';
  /** Pixels of the picture for one of the page. */
  scale?: number;
  options?: Partial<PlaygroundOptions>;
  /** Brings the sidebar to where it is to be pictured. */
  act(sidebar: FrameLocator, playground: Playground, page: Page): Promise<void>;
  /** By default the sidebar in its whole length. */
  take?(page: Page): Promise<Buffer>;
}

/** The first sessions of the example, the last of them without a scheme. */
const someRows = (count: number) =>
  example('conference.csv')
    .slice(0, count + 1)
    .map((row, index) => (index === count ? row.map((cell) => cell.replace(/^https:\/\//, '')) : row));

/** So few columns that the pictures are seen beside them; and the row that is selected there. */
const narrowRows = example('conference.csv')
  .slice(0, 31)
  .map(([, title = '', , url = '', slug = '']) => [title, url, slug]);
const PICKED = 'conf-2025-s03';

const document = { name: 'Conference 2025', rows: someRows(12) };

const press = (sidebar: FrameLocator, name: RegExp | string) => sidebar.getByRole('button', { name }).click();

async function connect(sidebar: FrameLocator, key: string, name: string): Promise<void> {
  await sidebar.getByLabel('API key').fill(key);
  await sidebar.getByLabel('Your name').fill(name);
  await press(sidebar, 'Connect');
  await sidebar.getByText('Your connection').waitFor();
}

async function begin(sidebar: FrameLocator): Promise<void> {
  await press(sidebar, /^Create \d+ codes/);
  await sidebar.getByText('codes will be made').waitFor();
  await press(sidebar, /^Create \d+ codes/);
}

/** Begins a job, and resolves when the sidebar shows the first rows as finished. */
async function beginAndWatch(sidebar: FrameLocator): Promise<void> {
  await begin(sidebar);
  await sidebar.locator('.progress p', { hasText: /^[1-9]\d* of \d+ rows/ }).waitFor();
}

/** Creates the codes of the small document, and opens what can be done with them. */
async function beginChange(sidebar: FrameLocator, deed: RegExp): Promise<void> {
  await begin(sidebar);
  await sidebar.getByText('Rows in all').waitFor();
  await press(sidebar, 'Done');
  await press(sidebar, 'Change codes');
  await press(sidebar, deed);
}

const SHOTS: Shot[] = [
  {
    name: 'connect',
    user: 'colleague',
    act: (sidebar) => sidebar.getByText('Connect to Qrius').waitFor(),
  },
  {
    name: 'empty',
    user: 'colleague',
    options: { document: { name: 'New sheet', rows: [] } },
    act: (sidebar, { key }) => connect(sidebar, key, 'Ada'),
  },
  {
    name: 'home',
    user: 'colleague',
    options: { document },
    act: (sidebar, { key }) => connect(sidebar, key, 'Ada'),
  },
  {
    name: 'check',
    options: { document },
    act: async (sidebar) => {
      await press(sidebar, /^Create \d+ codes/);
      await sidebar.getByText('codes will be made').waitFor();
    },
  },
  { name: 'running', options: { latencyMs: SLOW_MS }, act: beginAndWatch },
  {
    name: 'waiting',
    act: async (sidebar, { service }) => {
      service.faults.push({
        at: { method: 'POST', path: '/qr', nth: 25 },
        do: { kind: '429', retryAfter: WAIT.seconds },
      });
      await begin(sidebar);
      await sidebar.getByText(WAIT.shown).waitFor();
    },
  },
  {
    name: 'done',
    options: { document },
    act: async (sidebar, { service }) => {
      service.takenSlugs.push('conf-2025-s07');
      await press(sidebar, /^Create \d+ codes/);
      await sidebar.getByText('Leave the row out').click();
      await press(sidebar, /^Create \d+ codes/);
      await sidebar.getByText('Rows in all').waitFor();
    },
  },
  {
    name: 'paused',
    act: async (sidebar, { service }) => {
      service.faults.push({ at: { method: 'POST', path: '/qr', nth: 21 }, do: { kind: 'revokeKey' } });
      await begin(sidebar);
      await sidebar.getByRole('heading', { name: 'The job is paused' }).waitFor();
    },
  },
  {
    name: 'colleague',
    options: { latencyMs: SLOW_MS },
    act: async (sidebar, playground, page) => {
      const other = await page.context().newPage();
      const theirs = await open(other, `${playground.url}/?user=colleague`);
      await connect(theirs, playground.key, 'Robin');
      await beginAndWatch(theirs);
      await page.reload();
      await sidebar.getByText('is creating codes').waitFor();
    },
  },
  {
    name: 'changes',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Bring codes/);
      await press(sidebar, 'Back');
      await sidebar.getByRole('heading', { level: 1, name: 'Change codes' }).waitFor();
    },
  },
  {
    name: 'change',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Set one destination/);
      await sidebar.getByLabel('New destination').fill('https://example.com/cancelled');
      await press(sidebar, 'Preview');
      await sidebar.getByText('codes will be changed').waitFor();
    },
  },
  {
    name: 'differences',
    options: { document },
    act: async (sidebar, { service, url }) => {
      await begin(sidebar);
      await sidebar.getByText('Rows in all').waitFor();
      const [, second, third] = Object.values(service.codes);
      for (const code of [second, third]) if (code) code.name = `${code.name} (moved)`;
      await fetch(`${url}/edit`, {
        method: 'POST',
        body: JSON.stringify({
          ...{ user: 'you', page: 'screenshots', id: 0 },
          edits: [{ kind: 'setCell', cell: 'D2', text: 'https://example.com/sessions/overflow-b' }],
        }),
      });
      await press(sidebar, 'Done');
      await press(sidebar, 'Change codes');
      await press(sidebar, /^Update changed rows/);
      await sidebar.getByRole('radio', { name: 'Take Qrius’s' }).first().check();
    },
  },
  {
    name: 'delete',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Delete codes/);
      await press(sidebar, /^Delete \d+ codes/);
      await sidebar.getByLabel('to confirm').waitFor();
    },
  },
  {
    name: 'undo',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Pause codes/);
      await press(sidebar, /^Pause \d+ codes/);
      await sidebar.getByText('Rows in all').waitFor();
      await press(sidebar, 'Undo');
      await sidebar.getByText('will be as before').waitFor();
    },
  },
  {
    name: 'sheet',
    scale: 1,
    options: { document: { name: 'Conference 2025', rows: narrowRows } },
    act: async (sidebar, _playground, page) => {
      await begin(sidebar);
      await sidebar.getByText('Rows in all').waitFor();
      await page.locator('.tabulator-cell').getByText(PICKED, { exact: true }).click();
      await sidebar.getByText('QR code of the selected row').click();
      await sidebar.getByRole('img', { name: 'QR code of row' }).waitFor();
    },
    take: async (page) => {
      await page.waitForFunction(
        '[...document.querySelectorAll(".picture")].every(({ complete }) => complete)',
      );
      const { x = WINDOW.width } = (await page.locator('#world').boundingBox()) ?? {};
      return page.screenshot({ clip: { x: 0, y: 0, width: x, height: WINDOW.height } });
    },
  },
];

async function open(page: Page, url: string): Promise<FrameLocator> {
  await page.goto(url);
  const sidebar = page.frameLocator('#sidebar iframe');
  await sidebar.getByRole('heading', { level: 1 }).waitFor();
  return sidebar;
}

/** The sidebar at the height of what it holds. */
async function takeSidebar(page: Page): Promise<Buffer> {
  await page.setViewportSize({ ...WINDOW, height: LOW_PX });
  const { y = 0 } = (await page.locator('#sidebar iframe').boundingBox()) ?? {};
  const held = await page
    .frameLocator('#sidebar iframe')
    .locator('html')
    .evaluate(({ scrollHeight }) => scrollHeight);
  await page.setViewportSize({ ...WINDOW, height: Math.ceil(y + held) });
  return page.locator('#sidebar').screenshot();
}

async function shoot(browser: Browser, shot: Shot): Promise<void> {
  const { name, user = 'you', scale = 2, options, act, take = takeSidebar } = shot;
  const playground = await startPlayground({ port: 0, latencyMs: 0, ...options });
  // The address that a reader will meet, and no port that differs each time.
  playground.service.config.shortBase = 'https://qrius.io';
  const context = await browser.newContext({ viewport: WINDOW, deviceScaleFactor: scale });
  try {
    const page = await context.newPage();
    const sidebar = await open(page, `${playground.url}/?user=${user}`);
    await act(sidebar, playground, page);
    // Away from the button that was pressed last, which would look as if it were still under the mouse.
    await page.mouse.move(0, 0);
    writeFileSync(join(FOLDER, `${name}.png`), smallPng(await take(page)));
  } finally {
    await context.close();
    await playground.close();
  }
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const only = process.argv.slice(2);
  const browser = await startBrowser();
  try {
    for (const shot of SHOTS.filter(({ name }) => only.length === 0 || only.includes(name))) {
      await shoot(browser, shot);
      console.log(`docs/images/${shot.name}.png`);
    }
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
