// What a script may call, by authorisation mode and by the scopes of its manifest.
import { accountOf } from './accounts';
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

/** Any one of these scopes will do (docs/facts/apps-script.md#scopes). */
const scopes: Partial<Record<Permission, string[]>> = {
  document: [`${SCOPE}spreadsheets.currentonly`, `${SCOPE}spreadsheets`],
  ui: [`${SCOPE}script.container.ui`],
  fetch: [`${SCOPE}script.external_request`],
  triggers: [`${SCOPE}script.scriptapp`],
};

/** docs/facts/apps-script.md#authorization-modes: NONE builds menus, logs and uses Utilities; LIMITED adds document and properties. */
const allowed: Record<AuthMode, ReadonlySet<Permission>> = {
  NONE: new Set(['free', 'menu']),
  LIMITED: new Set(['free', 'menu', 'document', 'properties', 'session']),
  FULL: new Set(['free', 'menu', 'document', 'properties', 'session', 'ui', 'fetch', 'triggers']),
};

/** Scopes of the manifest, or all that the world knows where it names none. */
const scopesOf = ({ oauthScopes }: Manifest): string[] => oauthScopes ?? Object.values(scopes).flat();

interface Asking {
  user: User;
  core: { manifest: Manifest; state: WorldState };
}

/** Whether the manifest has the scope and the user has granted it. Asked at each call, so it makes no list. */
function isGranted({ user, core }: Asking, scope: string): boolean {
  const { deniedScopes } = accountOf(core.state, user.id);
  const { oauthScopes } = core.manifest;
  return (oauthScopes?.includes(scope) ?? true) && !deniedScopes?.includes(scope.slice(SCOPE.length));
}

/** The scopes that the manifest has and the user has granted. */
export const grantedScopes = (x: Asking): string[] =>
  scopesOf(x.core.manifest).filter((scope) => isGranted(x, scope));

/** Whether the user must still grant something: one of the given scopes, or any of the manifest's. */
export function mustAuthorise(x: Asking, asked: string[] = scopesOf(x.core.manifest)): boolean {
  const granted = grantedScopes(x);
  return x.core.state.unauthorised.includes(x.user.id) || asked.some((scope) => !granted.includes(scope));
}

/** Throws a Refusal in Google's words where the call is not allowed. */
export function checkPermission(
  x: Asking & { authMode: AuthMode; hasEditor: boolean },
  name: string,
  permission: Permission,
): void {
  const wanted = scopes[permission];
  if (!allowed[x.authMode].has(permission)) {
    const required = wanted?.[0] === undefined ? '' : ` Required permissions: ${wanted[0]}`;
    throw new Refusal(`You do not have permission to call ${name}.${required}`);
  }
  // A trigger keeps firing and dies at its first unauthorised call (docs/facts/apps-script.md#reauthorization). Before a menu item or a call of
  // the page runs, Google asks the user.
  if (wanted !== undefined && !x.hasEditor && x.core.state.unauthorised.includes(x.user.id)) {
    throw new Refusal('Authorization is required to perform that action.');
  }
  if (wanted === undefined || wanted.some((scope) => isGranted(x, scope))) return;
  throw new Refusal(
    `Specified permissions are not sufficient to call ${name}. Required permissions: ${wanted.join(' || ')}`,
  );
}
