// The switches of the simulated service, and their defaults.
import { ANSWERS, type Answers } from './answers';
import type { Dialect } from './dialect';
import { LIMITS, type Limits } from './limits';
import { LISTS, type Lists } from './lists';
import { PICTURES, type Pictures } from './pictures';
import { STORES, type Stores } from './stores';

/** Five groups of ways in which a real service may differ from its documents. None is documented for Qrius, none is ruled out. */
export interface Groups {
  stores: Stores;
  lists: Lists;
  answers: Answers;
  pictures: Pictures;
  limits: Limits;
}

export interface Config extends Groups {
  /** Address and bodies of the bulk guide, or of the reference pages. */
  dialect: Dialect;
  /** Whether answers carry `X-RateLimit-*`. Left out: as the dialect has it. */
  rateHeaders: boolean;
  /** The unit of `X-RateLimit-Reset`, which the reference does not say. */
  rateResetUnit: 'secondsLeft' | 'epochSeconds' | 'epochMs';
  /** Whether a 429 also has a `Retry-After` header. */
  retryAfterHeader: boolean;
  /** Requests in one window, instead of the plan's. */
  requestsPerMinute: number | null;
  /** Codes in total, instead of the plan's ("BUSINESS can be extended"; trial, legacy and enterprise accounts). */
  totalCodes: number | null;
  /** Length of a rate window in milliseconds: a minute, unless a test on the real clock wants less. */
  windowMs: number;
  /** What is before `/<slug>` in a short URL. */
  shortBase: string;
  /** What is before `/<id>.svg` in the URL of an image. */
  imageBase: string;
  /** How long every answer takes, in milliseconds, before any fault. */
  latencyMs: number;
  /** How long a redirect still opens the former destination, in milliseconds. */
  redirectCacheMs: number;
}

/** Any part of the configuration, and any part of its groups. */
export type ConfigOptions = Partial<Omit<Config, keyof Groups>> & {
  [G in keyof Groups]?: Partial<Groups[G]>;
};

const MINUTE_MS = 60_000;
/** The guide: redirects are cached for 300 s. */
const REDIRECT_CACHE_MS = 300_000;
/** One answer of a public API seen from Google's data centre; an estimate, to be set by whoever measures. */
const LATENCY_MS = 400;

/** The whole configuration: `given`, and the service as it is described for everything else. */
export function completeConfig(given: ConfigOptions): Config {
  const dialect = given.dialect ?? 'guide';
  const { stores, lists, answers, pictures, limits, ...rest } = given;
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
    ...rest,
    stores: { ...STORES, ...stores },
    lists: { ...LISTS, ...lists },
    answers: { ...ANSWERS, ...answers },
    pictures: { ...PICTURES, ...pictures },
    limits: { ...LIMITS, ...limits },
  };
}
