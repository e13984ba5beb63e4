// The requests of the Qrius API that the add-on makes. The address of the API and the key are added where they are sent.
import { LIST_PAGE } from './assumptions';

/** The two addresses of the API, in the order in which they are tried: the guide's and the reference's. */
export const API_ADDRESSES: readonly string[] = ['https://api.qrius.io', 'https://qrius.io/api'];

/** One request. `path` begins with a slash and may carry a query; `body` is sent as JSON. */
export interface ApiRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

/** What is known of one answer. Header names are in lower case. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** `POST /qr`. The slug is left out where Qrius is to choose it, tags where there are none. */
export function createCode(code: {
  name: string;
  destination: string;
  slug: string;
  tags: readonly string[];
}): ApiRequest {
  return {
    method: 'POST',
    path: '/qr',
    body: {
      name: code.name,
      destinationUrl: code.destination,
      ...(code.slug === '' ? {} : { slug: code.slug }),
      ...(code.tags.length === 0 ? {} : { tags: code.tags }),
    },
  };
}

/** `GET /qr`: one page of the account's codes. @param page counted from 1. */
export function listCodes(page: number, limit: number = LIST_PAGE): ApiRequest {
  return { method: 'GET', path: `/qr?page=${page}&limit=${limit}` };
}

/** `GET /users/me`: the account behind a key. */
export const whoAmI: ApiRequest = { method: 'GET', path: '/users/me' };
