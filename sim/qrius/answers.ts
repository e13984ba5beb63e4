// How the service words its answers: by default as documented, by switch as other services do. (All switches: assumed.)

export const CREATE_STATUSES = [200, 201, 202, 204] as const;
export const BULK_ANSWERS = [
  'counts',
  'none',
  'count',
  'success',
  'texts',
  'failedIds',
  'changed',
  'empty',
] as const;
export const STATS_ANSWERS = ['flat', 'nested', 'daily'] as const;
export const LIMITED_ANSWERS = ['json', 'html', 'header'] as const;
export const UNAUTHORIZED_ANSWERS = ['json', 'login', 'redirect'] as const;

export interface Answers {
  /** The status of a create that worked. 204 has no body. */
  createStatus: (typeof CREATE_STATUSES)[number];
  /** Whether the answer to a create holds the code, or nothing at all. */
  createBody: boolean;
  /** The status of a `PATCH` that worked. 204 has no body. */
  changeStatus: 200 | 204;
  /** The status of a refused request: its own, or 200 with `"success": false`. 401 and 429 keep theirs. */
  refusalStatus: 'own' | 200;
  /** What a bulk change answers; see bulk-answer.ts. */
  bulk: (typeof BULK_ANSWERS)[number];
  /** Routes that the service does not have, as `PATCH /qr/:id`. */
  missingRoutes: string[];
  /** The 404 of a path that does not exist: as JSON, like that of a code, or as a page. */
  missingPath: 'json' | 'html';
  /** The status of the stats of a code that was never scanned. */
  unscannedStats: 200 | 404;
  /** Where the stats of a code have their fields; see stats.ts. */
  stats: (typeof STATS_ANSWERS)[number];
  /** Hosts to which no code may point: 403, subdomains included. */
  blockedHosts: string[];
  /** The status of a create beyond the plan's total. (Both assumed.) */
  fullPlan: 402 | 403;
  /** A 429 with the documented body, as a page, or with no more than a `Retry-After` header. */
  limited: (typeof LIMITED_ANSWERS)[number];
  /** A wrong key: 401, a login page with 200, or a redirect to one. */
  unauthorized: (typeof UNAUTHORIZED_ANSWERS)[number];
  /** A request with one of these texts in its address or body is blocked by a firewall's page. */
  firewall: string[];
  /** A byte order mark before the JSON. */
  bom: boolean;
  /** Short URLs as `https://qrius.io/slug`, or without the scheme. */
  shortUrl: 'absolute' | 'noScheme';
  /** Names of fields as documented, or as `short_url`. */
  fieldNames: 'camel' | 'snake';
}

/** The answers of the guide and the reference. */
export const ANSWERS: Answers = {
  createStatus: 201,
  createBody: true,
  changeStatus: 200,
  refusalStatus: 'own',
  bulk: 'counts',
  missingRoutes: [],
  missingPath: 'json',
  unscannedStats: 200,
  stats: 'flat',
  blockedHosts: [],
  fullPlan: 402,
  limited: 'json',
  unauthorized: 'json',
  firewall: [],
  bom: false,
  shortUrl: 'absolute',
  fieldNames: 'camel',
};

/** Whether no code may point to `url`. */
export function isBlocked(answers: Answers, url: string): boolean {
  const { hostname } = new URL(url);
  return answers.blockedHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** A short URL as answers show it. */
export function shownShortUrl(answers: Answers, url: string): string {
  return answers.shortUrl === 'absolute' ? url : url.replace(/^https?:\/\//, '');
}

/** `data` with the service's names of fields, at every level. */
export function shownNames(answers: Answers, data: unknown): unknown {
  return answers.fieldNames === 'camel' ? data : snakeCase(data);
}

function snakeCase(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(snakeCase);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCase(value),
    ]),
  );
}
