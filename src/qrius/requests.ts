// The requests of the Qrius API that the add-on makes. The address of the API and the key are added where they are sent.
import type { TagAction } from '../shared/contract/change';
import type { Texts } from '../shared/texts';
import { BULK_PATHS, CHANGE_METHOD, LIST_PAGE } from './assumptions';

/** The two addresses of the API, in the order in which they are tried: the guide's and the reference's. */
export const API_ADDRESSES: readonly string[] = ['https://api.qrius.io', 'https://qrius.io/api'];

/** IDs that one bulk request may name (docs/facts/qrius-api.md#bulk-changes). */
export const MOST_IDS = 100;

/** One request. `path` begins with a slash and may carry a query; `body` is sent as JSON. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  body?: unknown;
}

/** What is known of one answer. Header names are in lower case. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** `POST /qr`. The slug is left out where Qrius is to choose it; so are tags and texts that are empty. @param texts other fields. */
export function createCode({ name, destination, slug, tags, texts }: NewCode): ApiRequest {
  const optional = Object.entries({ slug, tags, ...texts }).filter(([, value]) => value.length > 0);
  return {
    method: 'POST',
    path: '/qr',
    body: { name, destinationUrl: destination, ...Object.fromEntries(optional) },
  };
}

interface NewCode {
  name: string;
  destination: string;
  slug: string;
  tags: readonly string[];
  texts: Readonly<Record<string, string>>;
}

/** `GET /qr`: one page of the account's codes. @param page counted from 1. */
export function listCodes(page: number, limit: number = LIST_PAGE): ApiRequest {
  return { method: 'GET', path: `/qr?page=${page}&limit=${limit}` };
}

/** `GET /users/me`: the account behind a key. */
export const whoAmI: ApiRequest = { method: 'GET', path: '/users/me' };

/** Points codes to one new URL. @param ids at most {@link MOST_IDS}, none twice, as for each bulk request. */
export const updateDestination = (ids: readonly string[], url: string): ApiRequest =>
  bulk('/qr/bulk/update-destination', ids, { destinationUrl: url });

/** Adds tags to those of the codes, removes them, or sets them in the place of all others. */
export const changeTags = (ids: readonly string[], action: TagAction, tags: readonly string[]): ApiRequest =>
  bulk('/qr/bulk/tags', ids, { action, tags });

/**
 * `pause`: their short URLs do not redirect until they are activated. `delete`: the only bulk change that cannot be repeated
 * without harm, as a code that is gone counts as failed.
 */
export const bulkAction = (ids: readonly string[], action: keyof typeof BULK_PATHS): ApiRequest =>
  bulk(BULK_PATHS[action], ids);

/** Changes fields of one code for which there is no bulk request. */
export const editCode = (id: string, fields: Partial<Texts> & { name?: string }): ApiRequest => ({
  method: CHANGE_METHOD,
  path: `/qr/${inPath(id)}`,
  body: fields,
});

/** One code. */
export const readCode = (id: string): ApiRequest => ({ method: 'GET', path: `/qr/${inPath(id)}` });

/** The scans of one code. */
export const exportStats = (id: string): ApiRequest => ({
  method: 'GET',
  path: `/qr/${inPath(id)}/stats/export`,
});

const bulk = (path: string, ids: readonly string[], change: object = {}): ApiRequest => ({
  method: 'POST',
  path,
  body: { qrCodeIds: ids, ...change },
});

/** An ID comes out of a cell. Half of a surrogate pair, as a cut-off paste leaves it, would make the encoding throw. */
const inPath = (id: string) => encodeURIComponent(id.replace(/\p{Cs}/gu, '\ufffd'));
