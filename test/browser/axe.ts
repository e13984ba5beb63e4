// What axe finds wrong with the views of the sidebar, light and dark.
import { source } from 'axe-core';
import type { Stage } from './stage';

/** `look` notes what is wrong with the view as it shows now; `found` is all of it so far. */
export function axeOn(stage: Stage): { found: string[]; look(view: string): Promise<void> } {
  const found: string[] = [];
  const look = async (view: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const ids = await stage
        .frame()
        .evaluate(
          `${source}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
        );
      found.push(...(ids as string[]).map((id) => `${view}, ${colorScheme}: ${id}`));
    }
  };
  return { found, look };
}
