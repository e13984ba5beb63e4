// What a picture of the user guide is, and the hands that bring the sidebar to where it is taken.
import type { FrameLocator, Page } from 'playwright-core';
import { example } from '../../sim/trial';
import type { Playground, PlaygroundOptions } from '../server/start';

export interface Shot {
  name: string;
  user?: 'you' | 'colleague';
  /** Pixels of the picture for one of the page. */
  scale?: number;
  options?: Partial<PlaygroundOptions>;
  /** Brings the sidebar to where it is to be pictured. */
  act(sidebar: FrameLocator, playground: Playground, page: Page): Promise<void>;
  /** By default the sidebar in its whole length. */
  take?(page: Page): Promise<Buffer>;
}

/** The first sessions of the example, the last of them without a scheme. */
const someRows = (count: number) =>
  example('conference.csv')
    .slice(0, count + 1)
    .map((row, index) => (index === count ? row.map((cell) => cell.replace(/^https:\/\//, '')) : row));

export const document = { name: 'Conference 2025', rows: someRows(12) };

export const press = (sidebar: FrameLocator, name: RegExp | string) =>
  sidebar.getByRole('button', { name }).click();

export async function connect(sidebar: FrameLocator, key: string, name: string): Promise<void> {
  await sidebar.getByLabel('API key').fill(key);
  await sidebar.getByLabel('Your name').fill(name);
  await press(sidebar, 'Connect');
  await sidebar.getByText('Your connection').waitFor();
}

export async function begin(sidebar: FrameLocator): Promise<void> {
  await press(sidebar, /^Create \d+ codes/);
  await sidebar.getByText('codes will be created').waitFor();
  await press(sidebar, /^Create \d+ codes/);
}

/** Begins a job, and resolves when the sidebar shows the first rows as finished. */
export async function beginAndWatch(sidebar: FrameLocator): Promise<void> {
  await begin(sidebar);
  await sidebar.locator('.progress p', { hasText: /^[1-9]\d* of \d+ rows/ }).waitFor();
}

/** Creates the codes of the document, and goes back to the first view. */
export async function beginWithCodes(sidebar: FrameLocator): Promise<void> {
  await begin(sidebar);
  await sidebar.getByText('Total rows').waitFor();
  await press(sidebar, 'Done');
}

/** Edits the sheet as the first user. */
export const edit = ({ url }: Playground, ...edits: unknown[]) =>
  fetch(`${url}/edit`, {
    method: 'POST',
    body: JSON.stringify({ ...{ user: 'you', page: 'screenshots', id: 0 }, edits }),
  });

export async function open(page: Page, url: string): Promise<FrameLocator> {
  await page.goto(url);
  const sidebar = page.frameLocator('#sidebar iframe');
  await sidebar.getByRole('heading', { level: 1 }).waitFor();
  return sidebar;
}
