// The page “Print or download codes”: puts the app into it.
import { render } from 'preact';
import { App } from './app';
import type { PrintScope } from './source';

const SCOPES: readonly PrintScope[] = ['selection', 'visible', 'sheet'];

/** The server writes the scope that the menu item asked for into the body's data-scope. */
const entryScope = (): PrintScope => SCOPES.find((one) => one === document.body.dataset.scope) ?? 'selection';

const place = document.getElementById('app');
if (place) render(<App entry={entryScope()} />, place);
