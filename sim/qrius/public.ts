// What anybody may fetch without a key: the picture of a code, and the short URL behind it.
import { renderSVG } from 'uqr';
import { pageReply, plainReply, type Reply } from './reply';
import type { Code, State } from './state';
import { shortUrlOf } from './views';

/** White modules around a QR code. Source: ISO/IEC 18004, quiet zone. */
const QUIET_ZONE = 4;

function image(state: State, file: string): Reply {
  const id = file.replace(/\.svg$/, '');
  const code = file !== id && Object.hasOwn(state.codes, id) ? state.codes[id] : undefined;
  if (!code) return pageReply(404);
  const svg = renderSVG(shortUrlOf(state, code), { ecc: 'M', border: QUIET_ZONE });
  return plainReply(200, 'image/svg+xml', svg);
}

function destinationOf(state: State, code: Code, now: number): string {
  if (!code.redirect || now >= code.redirect.until) {
    code.redirect = { url: code.destinationUrl, until: now + state.config.redirectCacheMs };
  }
  // Written anew, because a header may hold neither line breaks nor letters beyond Latin-1.
  return new URL(code.redirect.url).href;
}

/** Assumed: pausing and deleting take effect at once; only a changed destination waits for the cache. */
function redirect(state: State, slug: string, now: number): Reply {
  const code = state.codes[state.slugs[`/${slug}`] ?? ''];
  if (!code || code.paused) return pageReply(404);
  code.visits += 1;
  code.lastVisitAt = now;
  const reply = pageReply(302);
  return { ...reply, headers: [...reply.headers, ['Location', destinationOf(state, code, now)]] };
}

/** Answers `GET /images/<id>.svg` and `GET /s/<slug>`; null for what lies elsewhere. `path` comes without a query. */
export function answerPublic(state: State, method: string, path: string, now: number): Reply | null {
  const [, folder, rest = ''] = /^\/(images|s)\/(.*)$/.exec(path) ?? [];
  if (folder === undefined) return null;
  if (method !== 'GET') return pageReply(404);
  return folder === 'images' ? image(state, rest) : redirect(state, rest, now);
}
