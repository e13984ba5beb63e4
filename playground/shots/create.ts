// Pictures of the way from a key to a sheet with codes.
import { begin, beginAndWatch, connect, document, open, press, type Shot } from './shot';

/** So slow that the add-on writes down how far it is before all rows are sent, in milliseconds an answer. */
const SLOW_MS = 4_000;
/** What the service asks a client to wait for, in seconds. */
const WAIT_SECONDS = 45;

export const createShots: Shot[] = [
  {
    name: 'connect',
    user: 'colleague',
    act: (sidebar) => sidebar.getByText('Connect to Qrius').waitFor(),
  },
  {
    name: 'empty',
    user: 'colleague',
    options: { document: { name: 'New sheet', rows: [] } },
    act: (sidebar, { key }) => connect(sidebar, key, 'Ada'),
  },
  {
    name: 'home',
    user: 'colleague',
    options: { document },
    act: (sidebar, { key }) => connect(sidebar, key, 'Ada'),
  },
  {
    name: 'check',
    options: { document },
    act: async (sidebar) => {
      await press(sidebar, /^Create \d+ codes/);
      await sidebar.getByText('codes will be created').waitFor();
    },
  },
  { name: 'running', options: { latencyMs: SLOW_MS }, act: beginAndWatch },
  {
    name: 'waiting',
    act: async (sidebar, { service }) => {
      service.faults.push({
        at: { method: 'POST', path: '/qr', nth: 25 },
        do: { kind: '429', retryAfter: WAIT_SECONDS },
      });
      await begin(sidebar);
      await sidebar.getByText(/^Resuming in/).waitFor();
    },
  },
  {
    name: 'done',
    options: { document },
    act: async (sidebar, { service }) => {
      service.takenSlugs.push('conf-2025-s07');
      await press(sidebar, /^Create \d+ codes/);
      await sidebar.getByText('Skip the row').click();
      await press(sidebar, /^Create \d+ codes/);
      await sidebar.getByText('Total rows').waitFor();
    },
  },
  {
    name: 'paused',
    act: async (sidebar, { service }) => {
      service.faults.push({ at: { method: 'POST', path: '/qr', nth: 21 }, do: { kind: 'revokeKey' } });
      await begin(sidebar);
      await sidebar.getByRole('heading', { name: 'Job paused' }).waitFor();
    },
  },
  {
    name: 'colleague',
    options: { latencyMs: SLOW_MS },
    act: async (sidebar, playground, page) => {
      const other = await page.context().newPage();
      const theirs = await open(other, `${playground.url}/?user=colleague`);
      await connect(theirs, playground.key, 'Robin');
      await beginAndWatch(theirs);
      await page.reload();
      await sidebar.getByText('is creating codes').waitFor();
    },
  },
];
