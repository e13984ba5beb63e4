// Which endpoint answers which method and path.
import { bulkActivate, bulkDelete, bulkDestination, bulkPause, bulkTags } from './bulk';
import type { Call } from './call';
import { changeCode, createCode, deleteCode, listCodes, readCode } from './code-routes';
import { done, type Outcome } from './outcome';
import { exportStats } from './stats';

export interface Route {
  method: string;
  /** Path inside the API, with `:id` for one part. */
  path: string;
  answer: (call: Call) => Outcome;
}

const readMe = ({ account: { id, email, plan } }: Call): Outcome => done(200, { id, email, plan });

/** From the guide: create, destinations and tags of many. From the reference: list, one code, stats, account. `PATCH` and the other bulk paths are assumed. */
const routes: Route[] = [
  { method: 'GET', path: '/users/me', answer: readMe },
  { method: 'GET', path: '/qr', answer: listCodes },
  { method: 'POST', path: '/qr', answer: createCode },
  { method: 'GET', path: '/qr/:id', answer: readCode },
  { method: 'PATCH', path: '/qr/:id', answer: changeCode },
  { method: 'DELETE', path: '/qr/:id', answer: deleteCode },
  { method: 'GET', path: '/qr/:id/stats/export', answer: exportStats },
  { method: 'POST', path: '/qr/bulk/update-destination', answer: bulkDestination },
  { method: 'POST', path: '/qr/bulk/tags', answer: bulkTags },
  { method: 'POST', path: '/qr/bulk/pause', answer: bulkPause },
  { method: 'POST', path: '/qr/bulk/activate', answer: bulkActivate },
  { method: 'POST', path: '/qr/bulk/delete', answer: bulkDelete },
];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The endpoint for a path inside the API and the `:id` in it (empty without one); null where there is none, also for a method that the path does not know.
 * @param missing routes that the service does not have, as `PATCH /qr/:id`.
 */
export function findRoute(
  method: string,
  path: string,
  missing: readonly string[] = [],
): { route: Route; id: string } | null {
  const parts = path.split('/');
  for (const route of routes) {
    if (missing.includes(`${route.method} ${route.path}`)) continue;
    const pattern = route.path.split('/');
    const fits = pattern.every((part, at) => (part === ':id' ? parts[at] : parts[at] === part));
    if (route.method !== method || parts.length !== pattern.length || !fits) continue;
    return { route, id: decoded(parts[pattern.indexOf(':id')] ?? '') };
  }
  return null;
}
