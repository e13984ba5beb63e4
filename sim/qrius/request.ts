// Reads the parts of a request as it arrives.
import type { Request } from './reply';

function headerOf(request: Request, name: string): string | undefined {
  return Object.entries(request.headers).find(([written]) => written.toLowerCase() === name)?.[1];
}

/** The key as it was sent, which need not be one that exists. */
export function sentKey(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
}

/** The body as JSON; undefined where it is none, or is not said to be. */
export function readBody(request: Request): unknown {
  if (!/^application\/json\b/i.test(headerOf(request, 'content-type') ?? '')) return undefined;
  try {
    return JSON.parse(request.body);
  } catch {
    return undefined;
  }
}
