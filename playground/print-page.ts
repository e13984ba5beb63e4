// The page “Print or download codes” as it is built, in a browser without Google: its calls go to a function.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { distFolder } from '../scripts/build';
import type { Door } from '../src/shared/contract/methods';

/** Any address will do: the page is answered from dist, and nothing else is reachable. */
const ADDRESS = 'https://print.test/';

/** Runs in the page before its own script: google.script, and a print dialog that only counts. `did` is for those who look. */
const STAND_IN = `
  globalThis.did = { printed: 0, closed: false };
  const run = (succeed, fail) => ({
    withSuccessHandler: (handler) => run(handler, fail),
    withFailureHandler: (handler) => run(succeed, handler),
    call: (...args) => void door(...args).then(succeed, fail),
  });
  globalThis.google = { script: { run: run(), host: { close: () => { did.closed = true; } } } };
  globalThis.print = () => { did.printed += 1; };
`;

/** @param door answers the page's calls, as the server does. */
export async function openPrintPage(context: BrowserContext, door: Door): Promise<Page> {
  const html = readFileSync(join(distFolder, 'Print.html'), 'utf8');
  await context.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({ contentType: 'text/html', body: html })
      : route.abort(),
  );
  const page = await context.newPage();
  await page.exposeFunction('door', door);
  await page.addInitScript(STAND_IN);
  await reopenPrintPage(page);
  return page;
}

/** Reloads the page. */
export async function reopenPrintPage(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: null });
  await page.goto(ADDRESS);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** The pages that the page has printed last, as a PDF file. */
export const pdfOf = (page: Page): Promise<Buffer> =>
  page.pdf({ preferCSSPageSize: true, printBackground: true });

/** Presses the button, and resolves with what is said when its work is done. */
export async function finish(page: Page, button: RegExp): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  await page.locator('.outcome p').first().waitFor();
  return page.locator('.outcome').innerText();
}
