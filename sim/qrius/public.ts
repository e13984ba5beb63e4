// What anybody may fetch without a key: the picture of a code, and the short URL behind it.
import { drawPicture, PICTURE_FORMATS } from './pictures';
import { pageReply, plainReply, type Reply, redirectReply } from './reply';
import type { Code, State } from './state';
import { shortUrlOf } from './views';

/** A picture in either format, whichever one answers name. */
function image(state: State, file: string): Reply {
  const [id = '', extension] = file.split(/\.(?=[^.]*$)/);
  const format = PICTURE_FORMATS.find((candidate) => candidate === extension);
  const code = format && Object.hasOwn(state.codes, id) ? state.codes[id] : undefined;
  if (!code || !format) return pageReply(404);
  const { type, bytes } = drawPicture(format, shortUrlOf(state, code));
  if (format === 'svg') return plainReply(200, type, bytes.toString());
  return { ...plainReply(200, type, bytes.toString('latin1')), binary: true };
}

function destinationOf(state: State, code: Code, now: number): string {
  if (!code.redirect || now >= code.redirect.until) {
    code.redirect = { url: code.destinationUrl, until: now + state.config.redirectCacheMs };
  }
  // Serialized again, because a header may hold neither line breaks nor letters beyond Latin-1.
  return new URL(code.redirect.url).href;
}

/** Assumed: pausing and deleting take effect at once; only a changed destination waits for the cache. */
function redirect(state: State, slug: string, now: number): Reply {
  const code = state.codes[state.slugs[`/${slug}`] ?? ''];
  if (!code || code.paused) return pageReply(404);
  code.visits += 1;
  code.lastVisitAt = now;
  return redirectReply(destinationOf(state, code, now));
}

/** Answers `GET /images/<id>.svg`, `.png` and `GET /s/<slug>`; null for anything else. `path` comes without a query. */
export function answerPublic(state: State, method: string, path: string, now: number): Reply | null {
  const [, folder, rest = ''] = /^\/(images|s)\/(.*)$/.exec(path) ?? [];
  if (folder === undefined) return null;
  if (method !== 'GET') return pageReply(404);
  return folder === 'images' ? image(state, rest) : redirect(state, rest, now);
}
