// The page “Print or download codes” as it is built, in a browser, with a server that answers from a list.
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../../playground/find-browser';
import { finish, openPrintPage, pdfOf, reopenPrintPage } from '../../playground/print-page';
import type { Door, Input } from '../../src/shared/contract/methods';
import type { Printables, PrintScope } from '../../src/shared/contract/print';
import { axeFaults } from './axe';

const PATIENCE_MS = 60_000;

/** What the server answers to a scope: the codes, or a failure's text. */
export type Replies = Partial<Record<PrintScope, Printables | string>>;

/** The server behind the page: each list comes in one part. */
const doorOf =
  (replies: Replies, calls: string[]): Door =>
  (method, input) => {
    calls.push(`${method} ${input}`);
    const { scope }: Input<'listPrintable'> = JSON.parse(input);
    const reply = replies[scope];
    return JSON.stringify(
      typeof reply === 'string'
        ? { ok: false, failure: { code: 'sheet-deleted', message: reply } }
        : { ok: true, value: { ...reply, next: null } },
    );
  };

interface Did {
  printed: number;
  closed: boolean;
}

export interface PrintPage {
  page: Page;
  /** What the page asked of its server, how often it opened the print dialog, and whether it was closed. */
  state(): Promise<Did & { calls: string[] }>;
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

/**
 * To be called once at the top of a test file: one browser and one page for all its tests, loaded again for each. The page
 * must not fail.
 */
export function printPages() {
  let browser: Browser;
  let page: Page | undefined;
  let answer: Door;
  let faults: string[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(() => {
    const seen = faults;
    faults = [];
    expect(seen).toEqual([]);
  });
  async function firstPage(): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1_100, height: 800 },
      reducedMotion: 'reduce',
    });
    context.on('weberror', (error) => faults.push(String(error.error())));
    context.on('requestfailed', (request) => faults.push(`It asked for ${request.url()}`));
    return openPrintPage(context, (...call) => answer(...call));
  }
  return async (replies: Replies): Promise<PrintPage> => {
    const calls: string[] = [];
    answer = doorOf(replies, calls);
    if (page) await reopenPrintPage(page);
    page ??= await firstPage();
    return handleOf(page, calls);
  };
}

function handleOf(page: Page, calls: string[]): PrintPage {
  page.setDefaultTimeout(PATIENCE_MS);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  return {
    page,
    button,
    state: async () => ({ ...(await page.evaluate<Did>('did')), calls }),
    choose: async (label, option) => {
      await page.getByLabel(label, { exact: true }).selectOption(option);
    },
    finish: (name) => finish(page, name),
    pdf: () => pdfOf(page),
    axe: () => axeFaults(page),
  };
}
