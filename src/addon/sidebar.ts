// Opens the sidebar at a view.
import { openSidebar } from '../google/sidebar';
import type { View } from '../wire/contract';

/** The built page, beside the server's bundle. */
const PAGE = 'Sidebar';

export function showSidebar(view: View): void {
  openSidebar(PAGE, (html) => html.replace('data-view="home"', `data-view="${view}"`));
}
