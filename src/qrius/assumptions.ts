// What neither the bulk guide nor the reference of the Qrius API says, in one place: correct it here when the live service shows otherwise.

/** Codes on one page of `GET /qr`. The reference shows paging but no largest page. */
export const LIST_PAGE = 100;

/** Pages that a list may have: 50,000 codes. One that goes on has no end. */
export const MAX_PAGES = 500;

/** The status that a key without permission, or a full plan, is answered with. Both are taken alike: the job pauses. */
export const PLAN_LIMIT_STATUSES: readonly number[] = [402, 403];

/** The length of a rate window where a 429 names none. The plan table counts requests a minute. */
export const WINDOW_MS = 60_000;

/** Clocks of Google and Qrius may differ: a code counts as made since a moment if it is at most this much older. */
export const CLOCK_SKEW_MS = 120_000;

/** A gateway that lost an answer may still be making the code: and its list may lag behind: how long to wait before looking it up. */
export const SETTLE_MS = 10_000;

/** Bulk paths that the guide does not name; its own two are built alike. */
export const BULK_PATHS = {
  pause: '/qr/bulk/pause',
  activate: '/qr/bulk/activate',
  delete: '/qr/bulk/delete',
} as const;

// A bulk request that is refused as a whole (400, 422 …) has changed nothing: `refused` in jobs/change/judge.ts stands on it.

/** The method that changes one code, `/qr/:id`. */
export const CHANGE_METHOD = 'PATCH';

/** The two words of a code's `status`. */
export const PAUSED = 'paused';
export const ACTIVE = 'active';

/** The fields of a code's exported scans, each under the first of these names that holds a proper value. */
export const TOTAL_SCANS: readonly string[] = ['totalScans', 'total_scans', 'scans', 'total', 'scanCount'];
export const UNIQUE_SCANS: readonly string[] = ['uniqueScans', 'unique_scans', 'unique'];
export const LAST_SCAN: readonly string[] = ['lastScannedAt', 'last_scanned_at', 'lastScan'];

/** The fields of a code, each under the first of these names that is there. The first is the documented one. */
export const CODE_FIELDS = {
  id: ['id', '_id', 'uuid'],
  slug: ['slug', 'shortCode', 'short_code'],
  name: ['name', 'title'],
  destination: ['destinationUrl', 'destination_url', 'destination', 'targetUrl', 'longUrl', 'url'],
  shortUrl: ['shortUrl', 'short_url', 'shortLink'],
  imageUrl: ['qrCodeUrl', 'qr_code_url', 'imageUrl', 'image_url'],
  createdAt: ['createdAt', 'created_at'],
} as const satisfies Record<string, readonly string[]>;

/** Where a list of codes may be in an answer. */
export const LIST_FIELDS: readonly string[] = ['data', 'items', 'codes', 'results'];
