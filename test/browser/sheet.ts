// The sheet and the service side by side: what rows there are, and whether each shows its own code.
import type { CellView, News } from '../../playground/server/messages';
import type { Playground } from '../../playground/server/start';

/** Names, addresses and slugs that are all different; header first. */
export function rowsOf(count: number): string[][] {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return [`Tree ${number}`, `https://example.com/trees/${number}`, `tree-${number}`];
  });
  return [['Name', 'URL', 'Slug'], ...rows];
}

const textOf = (cell: string | CellView) => (typeof cell === 'string' ? cell : cell.text);

/** Reads the news up to the document, which everybody who listens is told first. */
async function readSheet(url: string): Promise<string[][]> {
  const listening = new AbortController();
  const response = await fetch(`${url}/events?user=you&page=reader`, { signal: listening.signal });
  let heard = '';
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      heard += Buffer.from(chunk).toString('latin1');
      const whole = Buffer.from(heard, 'latin1').toString('utf8').split('\n\n').slice(0, -1);
      const news = whole.map((line) => JSON.parse(line.slice('data: '.length)) as News);
      const told = news.find((one) => one.kind === 'document');
      if (told) return (told.document.sheets[0]?.rows ?? []).map((row) => row.map(textOf));
    }
  } finally {
    listening.abort();
  }
  throw new Error('The playground told nothing of its document.');
}

/** A record for each row under the header: its texts by the header. */
export async function records({ url }: Pick<Playground, 'url'>): Promise<Array<Record<string, string>>> {
  const [headers = [], ...rows] = await readSheet(url);
  return rows.map((row) => Object.fromEntries(headers.map((header, index) => [header, row[index] ?? ''])));
}

/** The codes of the service, each as the row that shows it should read: by address, since no two rows share one. */
export function codesOf({ service }: Pick<Playground, 'service'>): Array<Record<string, string>> {
  return Object.values(service.codes).map(({ id, slug, name, destinationUrl }) => ({
    'QR ID': id,
    'Short URL': `${service.config.shortBase}/${slug}`,
    URL: destinationUrl,
    name,
  }));
}

/** How long is waited for anything, in milliseconds. */
export const PATIENCE_MS = 30_000;
const LOOK_MS = 10;

/** Resolves when it holds. For what no page shows: the state of the service, rows that are not drawn. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = PATIENCE_MS / LOOK_MS; !(await holds()); looks--) {
    if (looks < 0) throw new Error('What was waited for did not come.');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Every row shows the code that leads to its own address, and the service has no code beside these. */
export async function everyRowHasItsCode(
  playground: Pick<Playground, 'url' | 'service'>,
  count: number,
): Promise<void> {
  const rows = await records(playground);
  const codes = codesOf(playground);
  const shown = rows.map((row) => ({ 'QR ID': row['QR ID'], 'Short URL': row['Short URL'], URL: row.URL }));
  const byUrl = (one: { URL?: string | undefined }, other: { URL?: string | undefined }) =>
    String(one.URL).localeCompare(String(other.URL));
  expect(shown.sort(byUrl)).toEqual(codes.map(({ name: _, ...code }) => code).sort(byUrl));
  expect(codes).toHaveLength(count);
}
