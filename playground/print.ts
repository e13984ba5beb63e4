// Prints the codes of the demo's sheet and downloads their pictures, as a user does on the page.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { World } from '../sim/apps-script/world';
import { finish, openPrintPage, pdfOf } from './print-page';

/** What a user has afterwards. */
export interface Printed {
  /** A PDF file. */
  labels: Buffer;
  /** A ZIP file. */
  codes: Buffer;
  /** What the page said of each. */
  said: { labels: string; codes: string };
}

/** @throws Error with a sentence where no row has a code. */
export async function printAll(browser: Browser, world: World): Promise<Printed> {
  const context = await browser.newContext();
  try {
    const page = await openPrintPage(context, (...call) => String(world.rpc('call', call).value));
    page.setDefaultTimeout(PATIENCE_MS);
    const found = page.locator('[role="status"]', { hasText: / in “/ });
    if (/^0 /.test(await found.innerText())) throw new Error('There is nothing to print: no row has a code.');
    const printed = await finish(page, /^Print [\d,]+ codes?$/);
    const labels = await pdfOf(page);
    await page.getByLabel(/^Download pictures/).check();
    const [download, saved] = await Promise.all([
      page.waitForEvent('download'),
      finish(page, /^Download [\d,]+ codes?$/),
    ]);
    return { labels, codes: readFileSync(await download.path()), said: { labels: printed, codes: saved } };
  } finally {
    await context.close();
  }
}

/** Thousands of codes take their time. */
const PATIENCE_MS = 120_000;
