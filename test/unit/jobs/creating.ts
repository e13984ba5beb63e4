// Rows, requests and codes, for the suites of what a job that creates codes decides.
import type { Blame, InFlight, Request, Result } from '../../../src/jobs/create/in-flight';
import { type Account, lookUp } from '../../../src/jobs/create/look-up';
import { settle } from '../../../src/jobs/create/settle';
import type { Code } from '../../../src/qrius/readings';
import { textsBy } from '../../../src/shared/texts';
import { sentHash } from '../../../src/table/fingerprint';
import { type Row, readRows } from '../../../src/table/rows';
import { creating, token } from '../../../src/table/status';
import { findColumns } from '../../../src/table/understand';

export const HEADERS = ['Name', 'URL', 'Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];
export const urlOf = (name: string) => `https://a.example/${name}`;
export const tokenOf = (name: string, nonce = 'aaaa') => token(nonce, sentHash(name, urlOf(name)));

/** Rows of a name, a slug, an ID and a status. */
export const rowsOf = (...rows: Array<[name: string, slug: string, id: string, status: string]>): Row[] => {
  const grid = [
    HEADERS,
    ...rows.map(([name, slug, id, status]) => [name, urlOf(name), slug, id, '', '', status]),
  ];
  return readRows(grid, findColumns(grid));
};
export const marked = (name: string, slug = ''): [string, string, string, string] => [
  name,
  slug,
  '',
  creating(tokenOf(name), 0),
];
export const request = (name: string, slug = '', tries = 0): Request => {
  const [inputs] = rowsOf([name, slug, '', '']);
  return { token: tokenOf(name), inputs: inputs as Row, slug, isRepeat: false, tries };
};
export const CODE: Code = {
  id: '1',
  slug: 's1',
  name: 'A',
  destination: urlOf('A'),
  shortUrl: 'https://qrius.io/s1',
  imageUrl: 'https://api.qrius.io/1.png',
  createdAt: null,
  tags: null,
  ...textsBy(() => null),
  paused: null,
};
export const CELLS = {
  id: '1',
  shortUrl: CODE.shortUrl,
  image: { formula: '=IMAGE("https://api.qrius.io/1.png")' },
  status: 'Created',
};
export const patchesOf = (result: Result, rows: Row[], open = request('A')) =>
  Object.fromEntries(settle([{ request: open, result }], rows, true).patches);
export const created: Result = { kind: 'created', code: CODE };
export const URL_A = 'https://a.example/';
export const NOW = Date.UTC(2027, 0, 4, 9);
export const code = (id: string, more: Partial<Code> = {}): Code => ({
  id,
  slug: `chosen-${id}`,
  name: 'A',
  destination: URL_A,
  shortUrl: `https://qrius.io/${id}`,
  imageUrl: '',
  createdAt: NOW,
  tags: null,
  ...textsBy(() => null),
  paused: null,
  ...more,
});
export const lost = (blame: Blame): Result => ({ kind: 'unknown', why: 'Qrius gave no answer', blame });
/** What a look-up makes of one request. */
export function lookedUpAs(asked: Request, result: Result, codes: Code[] = [], more: Partial<Account> = {}) {
  const account = {
    codes,
    isWhole: true,
    known: new Set<string>(),
    logged: new Set<string>(),
    since: NOW,
    offset: null,
    mayLackSlugs: false,
    isTorn: false,
    mayRefuse: false,
    isStopping: false,
    sent: new Map(),
    history: new Map(),
    ...more,
  };
  return lookUp([{ request: asked, result }], account, 'suffix')[0] as InFlight;
}
