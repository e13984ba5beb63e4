// The two dialects in which Qrius is described: where the API is, and how its bodies look.
import { STATUS_CODES } from 'node:http';
import type { Outcome } from './outcome';

export const DIALECTS = ['guide', 'reference'] as const;
/** The bulk guide's flat bodies at the root, or the reference's enveloped ones under `/api`. */
export type Dialect = (typeof DIALECTS)[number];

/** What is between a dialect's origin and its paths. */
export const API_PREFIX: Record<Dialect, string> = { guide: '', reference: '/api' };

/** The path inside the API (`/qr`), or null where no API of this dialect answers (a website does). */
export function insideApi(dialect: Dialect, path: string): string | null {
  const website = dialect === 'guide' ? path.startsWith('/api/') : !path.startsWith('/api/');
  return website ? null : path.slice(API_PREFIX[dialect].length);
}

function guideBody(outcome: Outcome): unknown {
  if (outcome.kind === 'done') {
    // The guide shows no list. Assumed: the reference's list without its `success`.
    return outcome.pagination
      ? { data: outcome.data, meta: { pagination: outcome.pagination } }
      : outcome.data;
  }
  const { status, message, retryAfter } = outcome;
  return {
    statusCode: status,
    error: STATUS_CODES[status],
    message,
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function referenceBody(outcome: Outcome): unknown {
  if (outcome.kind === 'done') {
    const { data, pagination } = outcome;
    return { success: true, data, ...(pagination && { meta: { pagination } }) };
  }
  const { status, message, retryAfter } = outcome;
  // Assumed: codes in the words of HTTP, and retryAfter inside the error, beside the message.
  const code = (STATUS_CODES[status] ?? 'Error').toUpperCase().replace(/\W+/g, '_');
  return { success: false, error: { code, message, ...(retryAfter !== undefined && { retryAfter }) } };
}

/** What an answer's JSON holds. */
export function bodyOf(dialect: Dialect, outcome: Outcome): unknown {
  if (outcome.kind === 'done' && outcome.bare) return outcome.data;
  return dialect === 'guide' ? guideBody(outcome) : referenceBody(outcome);
}
