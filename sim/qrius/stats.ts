// Scans that nobody made: counts that hang on the seed and grow with the clock, so that a test can foretell them.
import { randomFor } from '../random';
import type { Answers } from './answers';
import type { Call } from './call';
import { noSuchCode, ownCode } from './codes';
import { done, type Outcome, refuse } from './outcome';
import type { Code, State } from './state';

const HOUR_MS = 3_600_000;
/** The busiest code is scanned this often in an hour. */
const MOST_SCANS_AN_HOUR = 12;

export interface Scans {
  totalScans: number;
  uniqueScans: number;
  /** Epoch milliseconds; null before the first scan. */
  lastScannedAt: number | null;
}

/** The scans of `code` up to `now`: the made-up ones since it was created, and the visits of its short URL. */
export function scansOf(state: State, code: Code, now: number): Scans {
  const hoursBetween = 1 / (MOST_SCANS_AN_HOUR * (1 - randomFor(state.seed, `pace ${code.id}`)));
  const madeUp = Math.floor((now - code.createdAt) / HOUR_MS / hoursBetween);
  const lastMadeUp = madeUp > 0 ? code.createdAt + Math.floor(madeUp * hoursBetween * HOUR_MS) : null;
  const totalScans = madeUp + code.visits;
  const uniqueShare = 0.5 + randomFor(state.seed, `unique ${code.id}`) / 2;
  return {
    totalScans,
    uniqueScans: Math.ceil(totalScans * uniqueShare),
    lastScannedAt: totalScans === 0 ? null : Math.max(lastMadeUp ?? 0, code.lastVisitAt ?? 0),
  };
}

/** The scans of a day under a name that could be that of all: whoever takes the first fitting name reads too few. */
const SCANS_TODAY = { total: 3 };

/** Where the fields are: at the top, one level down, or one level down beside those of a day. */
const bodies: Record<Answers['stats'], (fields: object) => object> = {
  flat: (fields) => fields,
  nested: (fields) => ({ stats: fields }),
  daily: (fields) => ({ today: SCANS_TODAY, summary: fields }),
};

/** `GET /qr/:id/stats/export`. The reference names the path; the names of the fields are assumed. */
export function exportStats(call: Call): Outcome {
  const code = ownCode(call, call.id);
  if (!code) return noSuchCode(call);
  const { answers } = call.state.config;
  const { totalScans, uniqueScans, lastScannedAt } = scansOf(call.state, code, call.now);
  if (totalScans === 0 && answers.unscannedStats === 404) {
    return refuse(404, `QR code "${code.id}" has no scans yet`);
  }
  const last = lastScannedAt === null ? null : new Date(lastScannedAt).toISOString();
  return done(200, bodies[answers.stats]({ totalScans, uniqueScans, lastScannedAt: last }));
}
