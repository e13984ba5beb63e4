// Where the codes are kept: made, found and removed, and each slug used once in the whole service.
import { textsBy } from '../../src/shared/texts';
import { randomText, randomUuid } from '../random';
import type { Call } from './call';
import type { CodeFields } from './fields';
import { type Refused, refuse } from './outcome';
import type { Account, Code, State } from './state';

const ID_LENGTH = 12;
const SLUG_LENGTH = 7;

/** The caller's code with this ID. Another account's code is as unknown as one that never was. */
export function ownCode(call: Call, id: string): Code | undefined {
  const code = Object.hasOwn(call.state.codes, id) ? call.state.codes[id] : undefined;
  return code?.accountId === call.account.id ? code : undefined;
}

/** The 404 for the call's ID. */
export function noSuchCode(call: Call): Refused {
  return refuse(404, `QR code "${call.id}" was not found.`);
}

/** Whether a slug is in use anywhere in the service. */
export function isTaken(state: State, slug: string): boolean {
  return state.slugs[`/${slug}`] !== undefined || state.takenSlugs.includes(slug);
}

function freeSlug(state: State): string {
  const slug = randomText(state.random, SLUG_LENGTH);
  return isTaken(state, slug) ? freeSlug(state) : slug;
}

/** Makes a code, whatever the plan allows; also how a test seeds one. The slug, if given, must be free. */
export function addCode(
  state: State,
  account: Account,
  fields: Pick<CodeFields, 'name' | 'destinationUrl'> & Partial<CodeFields>,
  now: number,
): Code {
  const code: Code = {
    id:
      state.config.dialect === 'guide'
        ? `qr_${randomText(state.random, ID_LENGTH)}`
        : randomUuid(state.random),
    accountId: account.id,
    name: fields.name,
    slug: fields.slug ?? freeSlug(state),
    destinationUrl: fields.destinationUrl,
    ...textsBy((name) => fields[name] ?? ''),
    tags: fields.tags ?? [],
    paused: false,
    createdAt: now,
    visits: 0,
    lastVisitAt: null,
    redirect: null,
  };
  state.codes[code.id] = code;
  account.codeIds.push(code.id);
  state.slugs[`/${code.slug}`] = code.id;
  return code;
}

/** Deletes a code of `account`. Assumed: its slug is free again. */
export function removeCode(state: State, account: Account, code: Code): void {
  delete state.codes[code.id];
  delete state.slugs[`/${code.slug}`];
  account.codeIds = account.codeIds.filter((id) => id !== code.id);
}
