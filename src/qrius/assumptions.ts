// What neither the bulk guide nor the reference of the Qrius API says, in one place: mend it here when the live service shows otherwise.

/** Codes on one page of `GET /qr`. The reference shows paging but no largest page. */
export const LIST_PAGE = 100;

/** The status that a key without permission, or a full plan, is answered with. Both are taken alike: the job pauses. */
export const PLAN_LIMIT_STATUSES: readonly number[] = [402, 403];

/** The length of a rate window where a 429 names none. The plan table counts requests a minute. */
export const WINDOW_MS = 60_000;

/** Clocks of Google and Qrius may differ: a code counts as made since a moment if it is at most this much older. */
export const CLOCK_SKEW_MS = 120_000;

/** A gateway that lost an answer may still be making the code: how long to wait before looking it up. */
export const SETTLE_MS = 5_000;
