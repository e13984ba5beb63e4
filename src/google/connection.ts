// The user's own properties: the key, the address of the API that answered to it, and who the user is.
import type { BegunPort } from '../jobs/ports';
import { API_ADDRESSES } from '../qrius/requests';
import { MAX_NAME } from '../shared/contract/home';
import { UserError } from '../shared/errors';
import { MAX_ID, nullable, object, oneOf, type Parsed, parseJson, text } from '../shared/parse';
import { locked } from './document';
import * as words from './words';

/** Characters of a key at most: what the service gives out is far shorter. */
const MAX_KEY = 1_000;

const connection = object({
  key: text(MAX_KEY),
  /** The name that colleagues see beside the user's jobs. */
  name: text(MAX_NAME),
  /** One of the two addresses of the API. */
  address: oneOf(...API_ADDRESSES),
  /** The Qrius account, and its plan as it was asked for last; null where the API does not say. */
  account: nullable(text(MAX_ID)),
  plan: nullable(text(MAX_ID)),
});
/** A connection to Qrius. It stays with its user: no colleague, reply, cell or log ever sees the key. */
export type Connection = Parsed<typeof connection>;

const CONNECTION_KEY = 'qrius.connection';
const USER_KEY = 'qrius.user';
const SECRET_KEY = 'qrius.secret';
/** Two UUIDs without their hyphens: 244 random bits. */
const SECRET = /^[0-9a-f]{64}$/;

const properties = () => PropertiesService.getUserProperties();

/** Who uses the document, and their connection. */
export interface User {
  /** A random ID by which a document knows its users; no e-mail address is asked for. */
  id: string;
  /** null before a key was set. */
  connection: Connection | null;
  /** Seals what the user's jobs leave where colleagues can write (docs/security.md). Nobody else ever gets it. */
  secret: string;
  /** What they began and did not end, by kind and document, as it was read. */
  begun: Record<string, string>;
}

/** The user as this execution knows them; null before they were read, or after they were changed. */
let current: User | null = null;

/** The current user; one who connects gets an ID and a secret to keep. @throws UserError `job-busy` */
export function loadUser(): User {
  current ??= keepUser();
  return current;
}

function keepUser(): User {
  const user = readUser();
  if (user.isKept || !user.connection) return user;
  // Two windows at once must not make two secrets: what one of them seals would fail for the other.
  const kept = locked(LockService.getUserLock(), () => {
    const made = readUser();
    const { id, secret } = made;
    if (!made.isKept) properties().setProperties({ [USER_KEY]: id, [SECRET_KEY]: secret });
    return made;
  });
  if (!kept) throw new UserError('job-busy', words.windowBusy);
  return kept;
}

/** `isKept`: there is nothing in it that was made right now. */
function readUser(): User & { isKept: boolean } {
  // One call for all: each costs about 80 ms (docs/facts/apps-script.md#property-speed).
  const all = properties().getProperties();
  const { [USER_KEY]: id, [SECRET_KEY]: kept, [CONNECTION_KEY]: stored, ...begun } = all;
  const secret = kept && SECRET.test(kept) ? kept : undefined;
  return {
    id: id ?? Utilities.getUuid(),
    secret: secret ?? `${Utilities.getUuid()}${Utilities.getUuid()}`.replace(/-/g, ''),
    connection: parseJson(connection, stored),
    begun,
    isKept: id !== undefined && secret !== undefined,
  };
}

const BEGUN_PREFIX = 'qrius.begun.';

/** When each of the user's triggers in a document was made or fired last: a trigger that is listed may be dead. */
export interface Moments {
  /** Epoch milliseconds; 0 where there is none. */
  seen(what: 'hourly' | 'resume'): number;
  note(what: 'hourly' | 'resume', at: number): void;
}

function note(begun: User['begun'], key: string, value: number): void {
  begun[key] = String(value);
  properties().setProperty(key, begun[key]);
}

export function momentsBy({ begun }: User, document: string): Moments {
  const keyOf = (what: string) => `${BEGUN_PREFIX}${what}.${document}`;
  return {
    seen: (what) => Number(begun[keyOf(what)]) || 0,
    note: (what, at) => note(begun, keyOf(what), at),
  };
}

/** Each thing has a property of its own: what ends takes nothing away that another window began. */
export function begunBy({ begun }: User, document: string): BegunPort {
  const prefixOf = (what: string) => `${BEGUN_PREFIX}${what}.${document}.`;
  const forget = (key: string) => {
    properties().deleteProperty(key);
    begun[key] = '';
  };
  return {
    // Another window may have begun it since the properties were read, but not since it was asked for: IDs are used once.
    is: (what, id, version) => {
      const key = prefixOf(what) + id;
      begun[key] ??= properties().getProperty(key) ?? '';
      return isReached(begun[key], version);
    },
    set: (what, id, version) => {
      const key = prefixOf(what) + id;
      if (begun[key]) return;
      // What an execution that was cut off left noted: a document has one job, and one schedule.
      for (const other of Object.keys(begun))
        if (other.startsWith(prefixOf(what)) && begun[other]) forget(other);
      note(begun, key, version);
    },
    reached: (what, id, version) => {
      const key = prefixOf(what) + id;
      if (begun[key] !== String(version)) note(begun, key, version);
    },
    end: (what, id) => forget(prefixOf(what) + id),
  };
}

/**
 * Versions begin at 0 again after the last: their difference says which is newer (RFC 1982).
 * @param noted the version noted last; empty where nothing was begun.
 */
const isReached = (noted: string, version: number | null): boolean =>
  noted !== '' && (version === null || ((version - Number(noted)) | 0) >= 0);

export function saveConnection(made: Connection): void {
  current = null;
  properties().setProperty(CONNECTION_KEY, JSON.stringify(made));
}

/** Notes the plan that Qrius named, unless the key was changed or removed while it was asked. */
export function notePlan(plan: string): void {
  const { connection } = readUser();
  if (connection && connection.key === current?.connection?.key) saveConnection({ ...connection, plan });
}

export function forgetConnection(): void {
  current = null;
  properties().deleteProperty(CONNECTION_KEY);
}

/** Forgets the user: key, ID, secret, and what they began. */
export function forgetUser(): void {
  current = null;
  const isBegun = (key: string) => key.startsWith(BEGUN_PREFIX);
  for (const key of [CONNECTION_KEY, USER_KEY, SECRET_KEY, ...Object.keys(readUser().begun).filter(isBegun)])
    properties().deleteProperty(key);
}
