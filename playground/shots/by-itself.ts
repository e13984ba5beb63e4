// Pictures of scan counts and of what runs by itself.
import { beginWithCodes, document, press, type Shot } from './shot';

const HOUR_MS = 3_600_000;

/** Whole days from now in the evening, as a user writes it. */
const inDays = (days: number): string =>
  `${new Date(Date.now() + 24 * days * HOUR_MS).toISOString().slice(0, 10)} 18:00`;

const PLANNED: Record<number, [string, string]> = {
  0: ['Next destination', 'Switch on'],
  2: ['https://example.com/recordings/2', inDays(2)],
  5: ['https://example.com/recordings/5', inDays(3)],
};
const planned = document.rows.map((row, index) => [...row, ...(PLANNED[index] ?? ['', ''])]);

export const byItselfShots: Shot[] = [
  {
    name: 'scans',
    options: { document },
    act: async (sidebar, { url }) => {
      await beginWithCodes(sidebar);
      await press(sidebar, 'Scan counts');
      await sidebar.getByLabel('Scan counts').selectOption('Daily');
      await press(sidebar, 'Save schedule');
      await sidebar.getByText('Schedule saved.').waitFor();
      await fetch(`${url}/world/day`, { method: 'POST', body: '{}' });
      await sidebar.getByText(/^Last run/).waitFor();
    },
  },
  {
    name: 'switches',
    options: { document: { ...document, rows: planned } },
    act: async (sidebar) => {
      await beginWithCodes(sidebar);
      await press(sidebar, 'Scan counts');
      await sidebar.getByLabel('Scan counts').selectOption('Daily');
      await sidebar.getByRole('checkbox').check();
      await press(sidebar, 'Save schedule');
      await sidebar.getByText('Schedule saved.').waitFor();
      await press(sidebar, 'Back');
      await sidebar.getByText('Upcoming switches').waitFor();
    },
  },
];
