// The picture of the whole sheet beside the sidebar.
import { example } from '../../sim/trial';
import { begin, type Shot } from './shot';

/** So few columns that the pictures are seen beside them; and the row that is selected there. */
const narrowRows = example('conference.csv')
  .slice(0, 31)
  .map(([, title = '', , url = '', slug = '']) => [title, url, slug]);
const PICKED = 'conf-2025-s03';

/** The window's size, in pixels. */
export const WINDOW = { width: 1280, height: 720 };

export const sheetShot: Shot = {
  name: 'sheet',
  scale: 1,
  options: { document: { name: 'Conference 2025', rows: narrowRows } },
  act: async (sidebar, _playground, page) => {
    await begin(sidebar);
    await sidebar.getByText('Total rows').waitFor();
    await page.getByRole('button', { name: 'Allow access' }).click();
    await page.locator('.tabulator-cell').getByText(PICKED, { exact: true }).click();
    await sidebar.getByText('QR code of the selected row').click();
    await sidebar.getByRole('img', { name: 'QR code of row' }).waitFor();
  },
  take: async (page) => {
    await page.waitForFunction(
      '[...document.querySelectorAll(".picture")].every(({ complete }) => complete)',
    );
    const { x = WINDOW.width } = (await page.locator('#world').boundingBox()) ?? {};
    // Without the banner, which is no part of what people install.
    const { y: top = 0 } = (await page.locator('#document').boundingBox()) ?? {};
    return page.screenshot({ clip: { x: 0, y: top, width: x, height: WINDOW.height - top } });
  },
};
