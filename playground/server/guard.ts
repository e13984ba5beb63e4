// Who may talk to the playground: pages of this machine that came from it, and nobody else.
import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused, in one sentence; null where it may come in. Another host in `Host` is a name that somebody let
 * point to this machine; another `Origin` is a page of somebody else in the same browser.
 */
export function refusalOf({ headers }: Pick<IncomingMessage, 'headers'>, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (!hosts.includes(headers.host?.toLowerCase() ?? '')) {
    return `The playground answers only at http://${hosts[0]} and http://${hosts[1]}.`;
  }
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) {
    return 'The playground answers only its own page, not one that came from elsewhere.';
  }
  return null;
}
