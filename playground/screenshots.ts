// Takes the pictures of the user guide, docs/images, from the playground: the views of the sidebar, and a sheet after a run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './find-browser';
import { startPlayground } from './server/start';
import { byItselfShots } from './shots/by-itself';
import { changeShots } from './shots/change';
import { createShots } from './shots/create';
import { printShots } from './shots/print';
import { sheetShot, WINDOW } from './shots/sheet';
import { open, type Shot } from './shots/shot';
import { yourSheetShots } from './shots/your-sheet';
import { smallPng } from './small-png';

const USAGE =
  'Usage: npm run screenshots -- [NAME …]\nRenders the pictures of the user guide, or only those named.';
const FOLDER = join(__dirname, '..', 'docs', 'images');
/** Height of a window that shows little, in pixels: it grows to what the sidebar holds. */
const LOW_PX = 360;
const SHOTS = [...createShots, ...changeShots, ...byItselfShots, ...printShots, sheetShot, ...yourSheetShots];

/** The sidebar at the height of what it holds. */
async function takeSidebar(page: Page): Promise<Buffer> {
  await page.setViewportSize({ ...WINDOW, height: LOW_PX });
  const { y = 0 } = (await page.locator('#sidebar iframe').boundingBox()) ?? {};
  const held = await page
    .frameLocator('#sidebar iframe')
    .locator('html')
    .evaluate(({ scrollHeight }) => scrollHeight);
  await page.setViewportSize({ ...WINDOW, height: Math.ceil(y + held) });
  // A frame that the mouse has left may still draw what was under it.
  await page.frameLocator('#sidebar iframe').getByRole('heading', { level: 1 }).hover();
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
  const only = process.argv.slice(2);
  const names = SHOTS.map(({ name }) => name);
  const known = `There are: ${names.join(', ')}.`;
  if (only.includes('--help')) {
    console.log(`${USAGE}\n${known}`);
    return;
  }
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`No picture is called “${unknown}”. ${known}`);
  mkdirSync(FOLDER, { recursive: true });
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
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
