// The page “Print or download codes” as it is built, in a browser, with a server that answers from a list.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { source as axeSource } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { distFolder } from '../../scripts/build';
import type { Printables, PrintScope } from '../../src/shared/contract';
import { startBrowser } from './find-browser';

/** Any address will do: the page is answered from dist, and nothing else is reachable. */
const ADDRESS = 'https://print.test/';
const PATIENCE_MS = 60_000;

/** What the server answers to a scope: the codes, or a failure's text. */
export type Replies = Partial<Record<PrintScope, Printables | string>>;

/** Runs in the page before its own script: google.script, and a print dialog that only counts. */
function standIn(replies: Record<string, unknown>): void {
  const state = { printed: 0, closed: false, calls: [] as string[] };
  const run = (succeed: (reply: string) => void) => ({
    withSuccessHandler: (handler: (reply: string) => void) => run(handler),
    withFailureHandler: () => run(succeed),
    call: (method: string, input: string) => {
      state.calls.push(`${method} ${input}`);
      const reply = replies[JSON.parse(input).scope];
      const result =
        typeof reply === 'string'
          ? { ok: false, failure: { code: 'sheet-deleted', message: reply } }
          : { ok: true, value: { ...(reply as object), next: null } };
      setTimeout(() => succeed(JSON.stringify(result)));
    },
  });
  const host = { close: () => Object.assign(state, { closed: true }) };
  Object.assign(globalThis, { google: { script: { run: run(() => {}), host } }, standIn: state });
  Object.assign(globalThis, { print: () => Object.assign(state, { printed: state.printed + 1 }) });
}

export interface PrintPage {
  page: Page;
  /** What the page asked of its server, how often it opened the print dialog, and whether it was closed. */
  state(): Promise<{ printed: number; closed: boolean; calls: string[] }>;
  button(name: string | RegExp): ReturnType<Page['getByRole']>;
  /** Chooses in a list by its label. */
  choose(label: string, option: string): Promise<void>;
  /** Presses the button, and resolves when what came of it is said. */
  finish(button: RegExp): Promise<string>;
  /** The printed pages as a PDF file. */
  pdf(): Promise<Buffer>;
  /** What axe finds, light and dark. */
  axe(): Promise<string[]>;
}

/** To be called once at the top of a test file: one browser for all its tests, whose pages must not fail. */
export function printPages() {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let faults: string[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const context of contexts) await context.close();
    const seen = faults;
    [contexts, faults] = [[], []];
    expect(seen).toEqual([]);
  });
  return async (replies: Replies): Promise<PrintPage> => {
    const context = await browser.newContext({
      viewport: { width: 1_100, height: 800 },
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    await context.route('**/*', (route) =>
      route.request().url() === ADDRESS
        ? route.fulfill({
            contentType: 'text/html',
            body: readFileSync(join(distFolder, 'Print.html'), 'utf8'),
          })
        : route.abort(),
    );
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('requestfailed', (request) => faults.push(`It asked for ${request.url()}`));
    await page.addInitScript(standIn, replies);
    await page.goto(ADDRESS);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    return {
      page,
      button,
      state: () => page.evaluate('standIn'),
      choose: async (label, option) => {
        await page.getByLabel(label, { exact: true }).selectOption(option);
      },
      finish: async (name) => {
        await button(name).click();
        await page.locator('.outcome p').first().waitFor();
        return page.locator('.outcome').innerText();
      },
      pdf: () => page.pdf({ preferCSSPageSize: true, printBackground: true }),
      axe: async () => {
        const found: string[] = [];
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const ids: string[] = await page.evaluate(
            `${axeSource}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
          );
          found.push(...ids.map((id) => `${colorScheme}: ${id}`));
        }
        return found;
      },
    };
  };
}
