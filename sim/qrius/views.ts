// What an answer says about a code.
import { textsBy } from '../../src/shared/texts';
import { shownShortUrl } from './answers';
import { shownFields, shownTime } from './lists';
import { pictureAddress } from './pictures';
import type { Code, State } from './state';
import { scansOf } from './stats';
import { shownTags } from './stores';

/** The address that a printed code holds. */
export function shortUrlOf(state: State, code: Code): string {
  return `${state.config.shortBase}/${code.slug}`;
}

function basicView(state: State, code: Code): Record<string, unknown> {
  const { answers, pictures, imageBase } = state.config;
  const { id, slug, name } = code;
  const address = shortUrlOf(state, code);
  const qrCodeUrl = pictureAddress(pictures, imageBase, id, address);
  return { id, slug, name, qrCodeUrl, shortUrl: shownShortUrl(answers, address) };
}

/** What a create answers: five fields in the guide, two more in the reference, and the texts that were sent. */
export function createdView(state: State, code: Code): Record<string, unknown> {
  const { dialect, lists } = state.config;
  const { destinationUrl } = code;
  return {
    ...basicView(state, code),
    ...(dialect === 'reference' && { destinationUrl, createdAt: shownTime(lists, code.createdAt) }),
    ...textsBy((name) => code[name] || undefined),
  };
}

/** What a list, a look at one code and a change answer. `status` and `totalScans` are assumed. */
export function fullView(state: State, code: Code, now: number): Record<string, unknown> {
  const { lists, stores } = state.config;
  return shownFields(lists, {
    ...basicView(state, code),
    destinationUrl: code.destinationUrl,
    ...textsBy((name) => code[name]),
    tags: shownTags(stores, code.tags),
    status: code.paused ? 'paused' : 'active',
    createdAt: shownTime(lists, code.createdAt),
    totalScans: scansOf(state, code, now).totalScans,
  });
}
