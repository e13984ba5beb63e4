// Reads what a body says about a code; everything in it is hostile until it has passed here.
import { TEXTS, type Texts, textsBy } from '../../src/shared/texts';
import { isAddress } from '../address';

/** What a sender may say about a code. */
export interface CodeFields extends Texts {
  name: string;
  destinationUrl: string;
  slug: string;
  tags: string[];
}

/** Fields that any code may do without. */
export const OPTIONAL = ['tags', ...TEXTS] as const;

/** Letters, digits, hyphen and underscore. (Assumed: neither guide nor reference states the characters of a slug.) */
const SLUG = /^[A-Za-z0-9_-]+$/;

function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && isAddress(value) && /^https?:$/.test(new URL(value).protocol);
}

/** What is wrong with the value of each field, in a sentence; null where nothing is. */
const problems: { [field in keyof CodeFields]: (value: unknown) => string | null } = {
  name: (value) =>
    typeof value === 'string' && value.trim() !== '' ? null : 'name must be a text that is not empty.',
  destinationUrl: (value) =>
    isWebAddress(value) ? null : 'destinationUrl must be an address that begins with http:// or https://.',
  slug: (value) =>
    typeof value === 'string' && SLUG.test(value)
      ? null
      : 'slug may hold only letters, digits, hyphens and underscores.',
  tags: (value) =>
    Array.isArray(value) && value.every((tag) => typeof tag === 'string')
      ? null
      : 'tags must be a list of texts.',
  ...textsBy((name) => (value: unknown) => (typeof value === 'string' ? null : `${name} must be a text.`)),
};

/** True for a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Picks `required` and `optional` fields out of a body and leaves everything else in it unread.
 * Returns a sentence instead where the body is no object, a required field is missing or a value is wrong.
 */
export function readFields<R extends keyof CodeFields, O extends keyof CodeFields>(
  body: unknown,
  required: readonly R[],
  optional: readonly O[],
): (Pick<CodeFields, R> & Partial<Pick<CodeFields, O>>) | string {
  if (!isRecord(body)) return 'The body must be a JSON object.';
  const wanted = [...required, ...optional].filter(
    (field, at) => at < required.length || body[field] !== undefined,
  );
  for (const field of wanted) {
    const problem = problems[field](body[field]);
    if (problem !== null) return problem;
  }
  return Object.fromEntries(wanted.map((field) => [field, body[field]])) as Pick<CodeFields, R> &
    Partial<Pick<CodeFields, O>>;
}
