// The page “Print or download codes”: puts the app into it.
import { render } from 'preact';
import { App } from './app';

const place = document.getElementById('app');
if (place) render(<App />, place);
