// The page: puts the app into it, and says so where an answer was not what the contract promises.
import { render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import type { View } from '../wire/contract';
import { App } from './app';
import { Opening } from './home/opening';
import { pageFault } from './rpc/faults';

const VIEWS: readonly string[] = [
  'home',
  'check-selection',
  'check-sheet',
  'change-selection',
  'undo',
  'connect',
] satisfies View[];

/** The server writes the view that the menu item asked for into the body's data-view. */
function entryView(): View {
  const { view } = document.body.dataset;
  return view !== undefined && VIEWS.includes(view) ? (view as View) : 'home';
}

function Page() {
  const [broken, mend] = useErrorBoundary();
  if (broken) return <Opening fault={pageFault('garbled-reply')} onAgain={mend} />;
  return <App entry={entryView()} />;
}

const place = document.getElementById('app');
if (place) render(<Page />, place);
