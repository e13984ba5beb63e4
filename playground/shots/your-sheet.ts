// Pictures of sheets as people bring them: what is asked, what is chosen, and what the check says.
import type { FrameLocator, Page } from 'playwright-core';
import { WINDOW } from './sheet';
import { press, type Shot } from './shot';

const rows = [
  ['Summer fair 2026', '', '', '', ''],
  ['Stall (name)', 'Website', 'Final URL', 'Category', 'Slug'],
  [
    'Bakery',
    'https://example.com/bakery',
    'https://example.com/bakery?utm_source=fair',
    'Food',
    'Früh stück',
  ],
  ['Florist', 'example.com/florist', 'https://example.com/florist?utm_source=fair', 'Garden', ''],
  ['Potter', 'https://example.com/potter', 'https://example.com/potter?utm_source=fair', 'Craft', ''],
  ['Total', '', '', '', ''],
];
const options = { document: { name: 'Summer fair', rows } };

const pick = (sidebar: FrameLocator, picker: RegExp, label: string) =>
  sidebar.getByRole('combobox', { name: picker }).selectOption({ label });

const asked = (sidebar: FrameLocator) =>
  sidebar.getByText('Which column has the page that a code opens').waitFor();

/** The sheet with the sidebar beside it, as high as the rows that the story is about. */
async function takeBoth(page: Page): Promise<Buffer> {
  const { y = 0 } = (await page.locator('#document').boundingBox()) ?? {};
  const { x = WINDOW.width } = (await page.locator('#world').boundingBox()) ?? {};
  return page.screenshot({ clip: { x: 0, y, width: x, height: WINDOW.height - y } });
}

export const yourSheetShots: Shot[] = [
  { name: 'your-sheet-asks', scale: 1, options, act: asked, take: takeBoth },
  {
    name: 'your-sheet',
    options,
    act: async (sidebar) => {
      await asked(sidebar);
      await press(sidebar, 'Use the “Website” column');
      await sidebar.getByText('Need attention').waitFor();
      await pick(sidebar, /^Name/, 'Names from the links');
      await pick(sidebar, /^Slug/, 'None');
      await sidebar.getByText('Need attention').waitFor();
    },
  },
  {
    name: 'your-sheet-check',
    options,
    act: async (sidebar) => {
      await asked(sidebar);
      await press(sidebar, 'Use the “Website” column');
      await press(sidebar, /^Create \d+ code/);
      await sidebar.getByText('1 row is skipped').waitFor();
    },
  },
];
