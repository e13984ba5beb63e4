// The user's own properties: the key, the address of the API that answered to it, and who the user is.
import { API_ADDRESSES } from '../qrius/requests';
import { nullable, object, oneOf, type Parsed, parseJson, text } from '../shared/parse';

const connection = object({
  key: text(),
  /** The name that colleagues see beside the user's jobs. */
  name: text(),
  /** One of the two addresses of the API. */
  address: oneOf(...API_ADDRESSES),
  /** The Qrius account, and its plan when the key was set; null where the API does not say. */
  account: nullable(text()),
  plan: nullable(text()),
});
/** A connection to Qrius. It stays with its user: no colleague, reply, cell or log ever sees the key. */
export type Connection = Parsed<typeof connection>;

const CONNECTION_KEY = 'qrius.connection';
const USER_KEY = 'qrius.user';
const SECRET_KEY = 'qrius.secret';

/** Who uses the document, and their connection. */
export interface User {
  /** A random ID by which a document knows its users; no e-mail address is asked for. */
  id: string;
  /** null before a key was set. */
  connection: Connection | null;
  /** Seals what the user's jobs leave where colleagues can write (docs/security.md). Nobody else ever gets it. */
  secret: string;
}

/** The current user; one who connects gets an ID and a secret to keep. */
export function loadUser(): User {
  const properties = PropertiesService.getUserProperties();
  // One call for all: each costs about 80 ms (docs/facts/apps-script.md#property-speed).
  const { [USER_KEY]: known, [SECRET_KEY]: kept, [CONNECTION_KEY]: stored } = properties.getProperties();
  const id = known ?? Utilities.getUuid();
  // 244 random bits, as 64 characters.
  const secret = kept ?? `${Utilities.getUuid()}${Utilities.getUuid()}`.replace(/-/g, '');
  if (stored !== undefined && (known === undefined || kept === undefined))
    properties.setProperties({ [USER_KEY]: id, [SECRET_KEY]: secret });
  return { id, secret, connection: parseJson(connection, stored) };
}

export function saveConnection(made: Connection): void {
  PropertiesService.getUserProperties().setProperty(CONNECTION_KEY, JSON.stringify(made));
}

export function forgetConnection(): void {
  PropertiesService.getUserProperties().deleteProperty(CONNECTION_KEY);
}

/** Forgets the user: key, ID and secret. */
export function forgetUser(): void {
  const properties = PropertiesService.getUserProperties();
  for (const key of [CONNECTION_KEY, USER_KEY, SECRET_KEY]) properties.deleteProperty(key);
}
