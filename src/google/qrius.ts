// Sends requests to Qrius through UrlFetchApp: adds the address and the key, and tells faults of the network apart.
import { type ApiPort, FETCH_TIMEOUT_SECONDS, SendFault } from '../jobs/ports';
import type { ApiAnswer, ApiRequest } from '../qrius/requests';
import { cleaner } from '../shared/mask';
import type { Connection } from './connection';
import * as words from './words';

/** `timeoutSeconds` is in the reference of UrlFetchApp but not in the published types (docs/facts/apps-script.md#fetch-timeout). */
type FetchRequest = GoogleAppsScript.URL_Fetch.URLFetchRequest & { timeoutSeconds: number };

/** UrlFetchApp names methods in lower case. */
const METHODS = { GET: 'get', POST: 'post', PATCH: 'patch' } as const;

/** Google's words when nothing more may leave today, in the languages in which they were seen: a number of calls, or bytes. */
const QUOTA_WORDS =
  /too many times(?! in a short time)|bandwidth|quota|limit exceeded|too much computer time|demasiadas veces|zu oft|trop souvent/i;

/** @param connection the address and the key of the current user. */
export function qriusApi(connection: Pick<Connection, 'address' | 'key'>): ApiPort {
  const clean = cleaner(connection.key);
  return {
    sendAll: (requests) => {
      let responses: GoogleAppsScript.URL_Fetch.HTTPResponse[];
      try {
        responses = UrlFetchApp.fetchAll(requests.map((request) => toFetch(connection, request)));
      } catch (error) {
        throw fault(error);
      }
      return responses.map((response) => toAnswer(response, clean));
    },
  };
}

function toFetch({ address, key }: Pick<Connection, 'address' | 'key'>, request: ApiRequest): FetchRequest {
  return {
    url: address + request.path,
    method: METHODS[request.method],
    headers: { Authorization: `Bearer ${key}`, Accept: 'application/json' },
    ...(request.body !== undefined && {
      contentType: 'application/json',
      payload: JSON.stringify(request.body),
    }),
    muteHttpExceptions: true,
    followRedirects: false,
    timeoutSeconds: FETCH_TIMEOUT_SECONDS,
  };
}

function toAnswer(
  response: GoogleAppsScript.URL_Fetch.HTTPResponse,
  clean: (body: string) => string,
): ApiAnswer {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.getAllHeaders() as Record<string, unknown>)) {
    // The case of names is as the server sent it; a repeated header is an array.
    headers[name.toLowerCase()] = String(Array.isArray(value) ? value[value.length - 1] : value);
  }
  // The server's words go into cells and dialogs: a key that it repeats stops here.
  return { status: response.getResponseCode(), headers, body: clean(response.getContentText()) };
}

/** Google's own words hold the address, and may hold more: they are read here and go no further. */
function fault(error: unknown): SendFault {
  const said = error instanceof Error ? error.message : String(error);
  if (QUOTA_WORDS.test(said)) return new SendFault('quota', words.quotaUsed);
  return new SendFault('network', words.unreachable);
}
