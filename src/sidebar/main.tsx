// Renders the page, and says so where an answer breaks the contract.
import { render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import type { View } from '../shared/contract/methods';
import { App } from './app';
import { Opening } from './home/opening';
import { PLACES } from './places';
import { pageFault } from './rpc/faults';

const isView = (name: string | undefined): name is View => name !== undefined && name in PLACES;

/** The server writes the view of the menu item into the body's data-view. */
function entryView(): View {
  const { view } = document.body.dataset;
  return isView(view) ? view : 'home';
}

function Page() {
  const [broken, reset] = useErrorBoundary();
  if (broken) return <Opening fault={pageFault('garbled-reply')} onAgain={reset} />;
  return <App entry={entryView()} />;
}

const root = document.getElementById('app');
if (root) render(<Page />, root);
