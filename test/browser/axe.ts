// What axe finds wrong with a page, light and dark.
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import type { Stage } from './stage';

/** The small file: the whole one, which the package gives as its `source`, takes twice as long to come into a page. */
const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The rules that are broken, each with the colours and the elements. axe comes into a document once: it is half a megabyte.
 * @param where the frame to look into, of `page`.
 * @param options for axe.run, as JSON.
 */
export async function axeFaults(page: Page, where: Page | Frame = page, options = '{}'): Promise<string[]> {
  const found: string[] = [];
  if (!(await where.evaluate<boolean>('"axe" in globalThis'))) await where.evaluate(source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults = await where.evaluate<string[]>(
      `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    );
    found.push(...faults.map((fault) => `${colorScheme}: ${fault}`));
  }
  return found;
}

/** `look` notes what is wrong with the view as it shows now; `found` is all of it so far. */
export function axeOn({ page, frame }: Stage): { found: string[]; look(view: string): Promise<void> } {
  const found: string[] = [];
  const look = async (view: string) => {
    found.push(...(await axeFaults(page, frame())).map((fault) => `${view}, ${fault}`));
  };
  return { found, look };
}
