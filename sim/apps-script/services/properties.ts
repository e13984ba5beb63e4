// PropertiesService: small stores of text for the script, the document and the user.

import { make } from '../facade';
import { kill } from '../lifecycle';
import { PROPERTY_STORE_BYTES, PROPERTY_VALUE_BYTES } from '../limits';
import { Refusal } from '../refusal';
import type { PropertyStore } from '../state';
import type { Execution, FacadeClass, KillInSet } from '../types';
import { handle, method } from './methods';
import { documentSeen } from './sheet-access';

type Self = { store: 'script' | 'document' | 'user' };

function storeOf(x: Execution, { store }: Self): PropertyStore {
  const { properties } = x.core.state;
  if (store !== 'user') return properties[store];
  properties.user[x.user.id] ??= {};
  return properties.user[x.user.id] as PropertyStore;
}

/** Writes several properties or none. Throws in Google's words where a value or the store would be too large. */
function put(
  x: Execution,
  self: Self,
  entries: Array<[key: string, value: unknown]>,
  keepOthers: boolean,
): void {
  const store = storeOf(x, self);
  const next: PropertyStore = keepOthers ? { ...store } : {};
  for (const [key, value] of entries) {
    const text = String(value);
    if (Buffer.byteLength(text) > PROPERTY_VALUE_BYTES) throw new Refusal('Argument too large: value');
    next[key] = text;
  }
  let bytes = 0;
  for (const [key, value] of Object.entries(next)) bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  if (bytes > PROPERTY_STORE_BYTES) {
    // docs/facts/apps-script.md#property-store-full, seen in the wild.
    throw new Refusal(
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    );
  }
  for (const key of Object.keys(store)) delete store[key];
  Object.assign(store, next);
}

/** Nobody says that a set is all or nothing, nor in which order it is written (docs/facts/apps-script.md#property-sets). */
function tear(
  x: Execution,
  self: Self,
  entries: Array<[string, unknown]>,
  { after, from }: KillInSet,
): never {
  put(x, self, from === 'first' ? entries.slice(0, after) : entries.slice(-after), true);
  return kill(x, 'lost');
}

const own = (store: PropertyStore, key: unknown) =>
  Object.hasOwn(store, String(key)) ? store[String(key)] : undefined;

export const propertiesClass: FacadeClass<Self> = {
  name: 'Properties',
  permission: 'properties',
  methods: {
    getProperty: method('properties', (x, self, key) => own(storeOf(x, self), key) ?? null),
    getProperties: method('properties', (x, self) => x.realm.data(storeOf(x, self))),
    getKeys: method('properties', (x, self) => x.realm.list(Object.keys(storeOf(x, self)))),
    setProperty: method('properties', (x, self, key, value) => {
      put(x, self, [[String(key), value]], true);
      return make(x, 'Properties', self);
    }),
    setProperties: method('properties', (x, self, properties, deleteAllOthers = false) => {
      const entries = Object.entries(Object(properties));
      if (x.killInSet) return tear(x, self, entries, x.killInSet);
      put(x, self, entries, deleteAllOthers !== true);
      return make(x, 'Properties', self);
    }),
    deleteProperty: method('properties', (x, self, key) => {
      delete storeOf(x, self)[String(key)];
      return make(x, 'Properties', self);
    }),
    deleteAllProperties: method('properties', (x, self) => {
      put(x, self, [], false);
      return make(x, 'Properties', self);
    }),
  },
};

export const propertiesServiceClass: FacadeClass<null> = {
  name: 'PropertiesService',
  permission: 'properties',
  methods: {
    getScriptProperties: handle((x) => make(x, 'Properties', { store: 'script' })),
    getUserProperties: handle((x) => make(x, 'Properties', { store: 'user' })),
    // null without a containing document (docs/facts/apps-script.md#trigger-document).
    getDocumentProperties: handle((x) =>
      documentSeen(x) === null ? null : make(x, 'Properties', { store: 'document' }),
    ),
  },
};
