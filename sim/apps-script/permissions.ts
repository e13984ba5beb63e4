// What a script may call, by authorisation mode and by the scopes of its manifest.
import type { Manifest } from './manifest';
import { Refusal } from './refusal';
import type { User, WorldState } from './state';

export type AuthMode = 'NONE' | 'LIMITED' | 'FULL';

/** What a service call needs. */
export type Permission =
  | 'free'
  | 'menu'
  | 'document'
  | 'properties'
  | 'session'
  | 'ui'
  | 'fetch'
  | 'triggers';

const SCOPE = 'https://www.googleapis.com/auth/';

/** Any one of these scopes will do (apps-script.md, section 7). */
const scopes: Partial<Record<Permission, string[]>> = {
  document: [`${SCOPE}spreadsheets.currentonly`, `${SCOPE}spreadsheets`],
  ui: [`${SCOPE}script.container.ui`],
  fetch: [`${SCOPE}script.external_request`],
  triggers: [`${SCOPE}script.scriptapp`],
};

/** apps-script.md, section 3: NONE builds menus, logs and uses Utilities; LIMITED adds document and properties. */
const allowed: Record<AuthMode, ReadonlySet<Permission>> = {
  NONE: new Set(['free', 'menu']),
  LIMITED: new Set(['free', 'menu', 'document', 'properties', 'session']),
  FULL: new Set(['free', 'menu', 'document', 'properties', 'session', 'ui', 'fetch', 'triggers']),
};

/** Throws a Refusal in Google's words where the call is not allowed. */
export function checkPermission(
  x: { authMode: AuthMode; hasEditor: boolean; user: User; core: { manifest: Manifest; state: WorldState } },
  name: string,
  permission: Permission,
): void {
  const wanted = scopes[permission];
  if (!allowed[x.authMode].has(permission)) {
    const required = wanted?.[0] === undefined ? '' : ` Required permissions: ${wanted[0]}`;
    throw new Refusal(`You do not have permission to call ${name}.${required}`);
  }
  // A trigger keeps firing and dies at its first unauthorised call (apps-script.md, section 3). Before a menu item or a call of
  // the page runs, Google asks the user.
  if (wanted !== undefined && !x.hasEditor && x.core.state.unauthorised.includes(x.user.id)) {
    throw new Refusal('Authorization is required to perform that action.');
  }
  const granted = x.core.manifest.oauthScopes;
  if (granted === undefined || wanted === undefined || wanted.some((scope) => granted.includes(scope)))
    return;
  throw new Refusal(
    `Specified permissions are not sufficient to call ${name}. Required permissions: ${wanted.join(' || ')}`,
  );
}
