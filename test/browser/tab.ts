// The keyboard's way through the sidebar.
import type { Stage } from './stage';

type Labelled = { labels?: ArrayLike<{ textContent: string | null }> };

/** Presses of the Tab key after which it is given up. */
const MOST_PRESSES = 100;

/** Presses Tab until what has the focus, or its label, reads so. */
export async function tabTo({ page, sidebar }: Pick<Stage, 'page' | 'sidebar'>, name: RegExp): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    await page.keyboard.press('Tab');
    const labels = await sidebar
      .locator(':focus')
      .evaluateAll((elements) =>
        elements.map(
          (element) =>
            ((element as Labelled).labels?.[0] ?? element.closest('label') ?? element).textContent ?? '',
        ),
      );
    if (labels.some((label) => name.test(label))) return;
  }
  throw new Error(`The Tab key does not reach ${name}.`);
}
