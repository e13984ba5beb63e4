// Reads what a script hands to UrlFetchApp and checks it against Google's limits, before anything is sent.

import { isAddress } from '../../address';
import type { WireRequest } from '../../wire';
import { accountOf } from '../accounts';
import { FETCH_HEADER_BYTES, FETCH_HEADERS, FETCH_TIMEOUT_SECONDS, FETCH_URL_CHARACTERS } from '../limits';
import { Refusal } from '../refusal';
import type { Execution } from '../types';

/** A checked request, and whether an error status makes the call throw. */
export interface FetchRequest extends WireRequest {
  muted: boolean;
}

/** The manifest's prefixes: scheme and host in any case, path in the case as written (docs/facts/apps-script.md#url-allowlist). */
function whitelisted(url: URL, prefixes: string[]): boolean {
  return prefixes.some((text) => {
    const prefix = new URL(text);
    const host = prefix.hostname.startsWith('*.')
      ? url.hostname.endsWith(prefix.hostname.slice(1))
      : url.hostname === prefix.hostname;
    return (
      url.protocol === prefix.protocol &&
      host &&
      url.port === prefix.port &&
      url.pathname.startsWith(prefix.pathname)
    );
  });
}

function checkUrl(x: Execution, address: string): void {
  if (address.length > FETCH_URL_CHARACTERS) throw new Refusal(`Limit Exceeded: URLFetch URL Length.`);
  if (!isAddress(address)) throw new Refusal(`Invalid argument: ${address}`);
  const { urlAllowlist } = accountOf(x.core.state, x.user.id);
  // Google's words are not documented.
  if (urlAllowlist && !urlAllowlist.includes(new URL(address).hostname))
    throw new Refusal(`Access to ${new URL(address).hostname} is not allowed by your administrator.`);
  const { urlFetchWhitelist } = x.core.manifest;
  if (urlFetchWhitelist === undefined || whitelisted(new URL(address), urlFetchWhitelist)) return;
  throw new Refusal(`The URL ${address} is not listed in urlFetchWhitelist of the manifest.`);
}

function headersOf(given: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(Object(given ?? {}))) headers[name] = String(value);
  const names = Object.keys(headers);
  const bytes = names.reduce(
    (sum, name) => sum + Buffer.byteLength(name) + Buffer.byteLength(headers[name] ?? ''),
    0,
  );
  if (names.length > FETCH_HEADERS || bytes > FETCH_HEADER_BYTES)
    throw new Refusal('Limit Exceeded: URLFetch Header Size.');
  return headers;
}

/** A text payload as it is; an object is sent as form fields (docs/facts/apps-script.md#fetch-payload). */
function bodyOf(payload: unknown): string {
  if (payload === undefined || payload === null) return '';
  if (typeof payload === 'string') return payload;
  const fields = Object.entries(Object(payload)).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new URLSearchParams(fields).toString();
}

const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
const OPTIONS = new Set([
  'url',
  'method',
  'contentType',
  'headers',
  'payload',
  'muteHttpExceptions',
  'timeoutSeconds',
  'followRedirects',
]);

/**
 * Reads one request. Throws a Refusal on a malformed or forbidden URL, too large headers, an unknown method, and on an option
 * that this world does not model.
 */
export function fetchRequest(x: Execution, url: unknown, given: unknown): FetchRequest {
  const options = Object(given ?? {}) as Record<string, unknown>;
  const unknownOption = Object.keys(options).find((name) => !OPTIONS.has(name));
  if (unknownOption !== undefined)
    throw new Refusal(`UrlFetchApp option ${unknownOption} is not modelled in this world`);
  const address = String(url);
  checkUrl(x, address);
  const method = String(options.method ?? 'get').toLowerCase();
  if (!METHODS.includes(method)) throw new Refusal(`Attribute provided with invalid value: method`);
  const headers = headersOf(options.headers);
  const body = method === 'get' ? '' : bodyOf(options.payload);
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  if (options.contentType !== undefined) headers['Content-Type'] = String(options.contentType);
  else if (body !== '' && !hasType) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  const seconds = Number(options.timeoutSeconds ?? FETCH_TIMEOUT_SECONDS);
  return {
    method: method.toUpperCase(),
    url: address,
    headers,
    body,
    timeoutMs: seconds * 1000,
    muted: options.muteHttpExceptions === true,
  };
}
