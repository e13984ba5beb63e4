// The switches of the simulated service, and how they stand where nobody turns them.
import type { Dialect } from './dialect';

export interface Config {
  /** Address and bodies of the bulk guide, or of the reference pages. */
  dialect: Dialect;
  /** Whether answers carry `X-RateLimit-*`. Left out: as the dialect has it. */
  rateHeaders: boolean;
  /** The unit of `X-RateLimit-Reset`, which is not documented (qrius-api.md, "Access"). */
  rateResetUnit: 'secondsLeft' | 'epochSeconds' | 'epochMs';
  /** Whether a 429 also has a `Retry-After` header. */
  retryAfterHeader: boolean;
  /** Requests in one window, instead of the plan's. */
  requestsPerMinute: number | null;
  /** Codes in total, instead of the plan's ("BUSINESS can be extended"). */
  totalCodes: number | null;
  /** Length of a rate window in milliseconds: a minute, unless a test on the real clock wants less. */
  windowMs: number;
  /** What stands before `/<slug>` in a short URL. */
  shortBase: string;
  /** What stands before `/<id>.svg` in the URL of an image. */
  imageBase: string;
  /** How long every answer takes, in milliseconds, before any fault. */
  latencyMs: number;
  /** How long a redirect goes on leading to the former destination, in milliseconds. */
  redirectCacheMs: number;
}

const MINUTE_MS = 60_000;
/** Redirects are cached for 300 s. Source: qrius-api.md, "Changing many at once". */
const REDIRECT_CACHE_MS = 300_000;
/** One answer of a public API seen from Google's data centre; an estimate, to be set by whoever measures. */
const LATENCY_MS = 400;

/** The whole configuration: `given`, and the service as it is described for everything else. */
export function completeConfig(given: Partial<Config>): Config {
  const dialect = given.dialect ?? 'guide';
  return {
    dialect,
    rateHeaders: dialect === 'reference',
    rateResetUnit: 'secondsLeft',
    retryAfterHeader: false,
    requestsPerMinute: null,
    totalCodes: null,
    windowMs: MINUTE_MS,
    shortBase: 'https://qrius.io',
    imageBase: 'https://api.qrius.io/images',
    latencyMs: LATENCY_MS,
    redirectCacheMs: REDIRECT_CACHE_MS,
    ...given,
  };
}
