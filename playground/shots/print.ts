// Pictures of the dialog that prints and downloads codes.
import type { Page } from 'playwright-core';
import { WINDOW } from './sheet';
import { begin, document, press, type Shot } from './shot';

/** A window that shows the dialog whole. */
const HIGH = { width: WINDOW.width, height: 800 };

/** Opens the dialog from the result of a job. */
const opened = async (page: Page) => {
  const dialog = page.frameLocator('dialog.page iframe');
  await dialog.getByText(/codes in “/).waitFor();
  return dialog;
};

const takeDialog = (page: Page) => page.locator('dialog.page').screenshot();

export const printShots: Shot[] = [
  {
    name: 'print',
    scale: 1,
    options: { document },
    act: async (sidebar, _playground, page) => {
      await page.setViewportSize(HIGH);
      await begin(sidebar);
      await sidebar.getByText('Total rows').waitFor();
      await press(sidebar, 'Print or download codes');
      await opened(page);
    },
    take: takeDialog,
  },
  {
    name: 'download',
    scale: 1,
    options: { document },
    act: async (sidebar, _playground, page) => {
      await page.setViewportSize(HIGH);
      await begin(sidebar);
      await sidebar.getByText('Total rows').waitFor();
      await press(sidebar, 'Print or download codes');
      const dialog = await opened(page);
      await dialog.getByLabel(/^Download pictures/).check();
      await dialog.getByRole('button', { name: /^Download/ }).click();
      await dialog.getByText(/checked and downloaded/).waitFor();
    },
    take: takeDialog,
  },
];
