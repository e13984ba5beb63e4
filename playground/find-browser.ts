// Finds a browser for tests, pictures and the demo: the Chromium that an npm package carries where that runs, else one that is installed.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';

/** Names under which browsers of this kind lie in the PATH. */
const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'msedge',
];

/** Where they are installed on systems that keep them out of the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What they need in a container, and what keeps them from calling home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].find(runs);
}

/** The carried one is for Linux on x86-64. It has no windows at all: measured, it takes half the time of an installed one. */
const RUNS_CARRIED = process.platform === 'linux' && process.arch === 'x64';

/** Starts a browser without a window. Rejects with one sentence where none can be started. */
export async function startBrowser(): Promise<Browser> {
  try {
    // Loaded when a browser is wanted: that takes longer than all else that the demo loads.
    const [{ chromium }, { default: carried }] = await Promise.all([
      import('playwright-core'),
      import('@sparticuz/chromium'),
    ]);
    return await chromium.launch({
      executablePath: (RUNS_CARRIED ? undefined : installed()) ?? (await carried.executablePath()),
      args: ARGUMENTS,
    });
  } catch (error) {
    throw new Error(
      'This needs a browser: install Google Chrome, Chromium (Debian: apt install chromium) or Microsoft Edge, and run it again.',
      { cause: error },
    );
  }
}
