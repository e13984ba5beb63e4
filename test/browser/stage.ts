// A playground with its page in a browser, and the hands of one user at the sidebar.
import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { startBrowser } from '../../playground/find-browser';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../playground/server/start';
import { PATIENCE_MS } from './sheet';

export interface Stage extends Omit<Playground, 'close'> {
  page: Page;
  sidebar: FrameLocator;
  /** Chooses an item of the add-on's menu. */
  choose(item: string): Promise<void>;
  /** Closes the sidebar by its cross. */
  closeSidebar(): Promise<void>;
  /** Resolves when the sidebar shows a view with that heading. */
  sees(heading: string | RegExp): Promise<void>;
  press(button: string | RegExp): Promise<void>;
  button(name: string | RegExp): Locator;
  /** What runs scripts in the sidebar. */
  frame(): Frame;
  /** Sends what a page of this user would send. */
  post(path: string, body?: Record<string, unknown>): Promise<void>;
  /** What went wrong in the page, and every dialog that a script opened. */
  faults: string[];
}

/** As small as a window is used: most of what a test costs is the drawing of the grid. */
const VIEWPORT = { width: 1200, height: 560 };

/** Opens the page for a user, whose sidebar opens by itself. */
async function enter(
  page: Page,
  { url, key, service }: Pick<Playground, 'url' | 'key' | 'service'>,
  user: string,
): Promise<Stage> {
  page.setDefaultTimeout(PATIENCE_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => {
    faults.push(`A script opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${url}/?user=${user}`);
  const sidebar = page.frameLocator('#sidebar iframe');
  await sidebar.getByRole('heading', { level: 1 }).waitFor();
  const button = (name: string | RegExp) =>
    sidebar.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  return {
    url,
    key,
    service,
    page,
    sidebar,
    button,
    faults,
    choose: async (item) => {
      await page.getByRole('button', { name: 'Qrius', exact: true }).click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    },
    closeSidebar: async () => {
      await page.locator('#sidebar').getByRole('button', { name: 'Close', exact: true }).click();
      await page.locator('#sidebar').waitFor({ state: 'hidden' });
    },
    sees: (name) =>
      sidebar
        .getByRole('heading', typeof name === 'string' ? { level: 1, name, exact: true } : { level: 1, name })
        .waitFor(),
    press: (name) => button(name).click(),
    frame: () => {
      const frames = page.frames().filter((one) => one.url().includes('/html/'));
      const last = frames.at(-1);
      if (!last) throw new Error('The sidebar has no frame.');
      return last;
    },
    post: async (path, body = {}) => {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        body: JSON.stringify({ user, page: 'test', id: 0, ...body }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
  };
}

/** Fills in the first view and sends it. */
export async function connect(to: Stage, key: string, name: string): Promise<void> {
  await to.sidebar.getByLabel('API key').fill(key);
  await to.sidebar.getByLabel('Your name').fill(name);
  await to.press(/^(Connect|Change key)$/);
}

/** From home to the running job, with the choices as they are. */
export async function create(on: Stage, count: number): Promise<void> {
  await on.press(`Create ${count} codes`);
  await on.sees('Check before creating');
  await on.press(`Create ${count} codes`);
}

/**
 * To be called once at the top of a test file: one browser for all its tests. What a test opens is closed after it, and its
 * pages must not have failed.
 */
export function browserForAll() {
  let browser: Browser;
  let closing: Array<() => Promise<void>> = [];
  let opened: Stage[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    const faults = opened.flatMap((stage) => stage.faults);
    [closing, opened] = [[], []];
    expect(faults).toEqual([]);
  });
  /** The page of a user in a playground that runs already. */
  const join = async (playground: Pick<Playground, 'url' | 'key' | 'service'>, user: string) => {
    const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
    closing.push(() => context.close());
    const stage = await enter(await context.newPage(), playground, user);
    opened.push(stage);
    return stage;
  };
  return {
    join,
    /** Starts a playground, by default with a quick service, and opens the first user's page. */
    setStage: async (options: Partial<PlaygroundOptions> = {}) => {
      const playground = await startPlayground({ port: 0, latencyMs: 20, ...options });
      closing.push(playground.close);
      return join(playground, 'you');
    },
  };
}
