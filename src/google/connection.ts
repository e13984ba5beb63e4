// The user's own properties: the key, the address of the API that answered to it, and who the user is.

/** A connection to Qrius. It stays with its user: no colleague, reply, cell or log ever sees the key. */
export interface Connection {
  key: string;
  /** One of the two addresses of the API. */
  address: string;
  /** The Qrius account, and its plan when the key was set; null where the API does not tell. */
  account: string | null;
  plan: string | null;
}

const CONNECTION_KEY = 'qrius.connection';
const USER_KEY = 'qrius.user';

/** The connection of the current user, or null before a key was set. */
export function loadConnection(): Connection | null {
  const text = PropertiesService.getUserProperties().getProperty(CONNECTION_KEY);
  try {
    return text === null ? null : (JSON.parse(text) as Connection);
  } catch {
    return null;
  }
}

export function saveConnection(connection: Connection): void {
  PropertiesService.getUserProperties().setProperty(CONNECTION_KEY, JSON.stringify(connection));
}

/** A random ID by which a document knows its users; no e-mail address is asked for. Made at the first call. */
export function userId(): string {
  const properties = PropertiesService.getUserProperties();
  const known = properties.getProperty(USER_KEY);
  if (known !== null) return known;
  const made = Utilities.getUuid();
  properties.setProperty(USER_KEY, made);
  return made;
}
