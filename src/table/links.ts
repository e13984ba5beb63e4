// What is wrong with a link, each kind in its own sentence, and how it could be meant.
import { truncate } from './cells';

/** The longest destination that is sent, in characters. Chosen by the product; URL Fetch itself allows 2,082 for a URL of its own. */
const MAX_DESTINATION = 2048;

/** Kinds of text that look like something else than a web address, first match first. */
const OTHERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^begin:vcard/i, 'is a contact card'],
  [/^wifi:/i, 'is a Wi-Fi login'],
  [/^(mailto:)?[^\s@/]+@[^\s@/]+\.[^\s@/]+$/i, 'is a mail address'],
  [/^(tel:|sms:)|^(?=(?:\D*\d){6})\+?[\d\s().-]+$/i, 'is a phone number'],
  [/^(file:|[a-z]:\\|\\\\)/i, 'is a file on a computer'],
];
const ONLY_WEB = 'Only web addresses can become codes.';
const KEEP_ADDRESS = 'Keep only the address.';

const INVISIBLE: Readonly<Record<string, string>> = {
  ...{ '\u200b': 'a zero-width space', '\u00ad': 'a soft hyphen', '\ufeff': 'a byte order mark' },
  ...{ '\u2060': 'a word joiner', '\u00a0': 'a non-breaking space' },
};
const SCHEME = /^https?:/i;
const BAD_HOST = /[\\"<>`|^{}%[\]]|(^|\.)-|-(\.|$)/;
const IPV6 = /^\[[\da-f:.]+\]$/i;

/** Ends that nobody sees, as pasted texts have them. */
export function trimInvisible(text: string): string {
  // By hand from both ends: an expression would try each run of spaces in the middle, and every cell comes through here.
  let [start, end] = [0, text.length];
  while (start < end && UNSEEN.test(text[start] ?? '')) start += 1;
  while (end > start && UNSEEN.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

/** Without Cs: half of an emoji is no sign of its own. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u;

/** Why a text is an error or a placeholder of the spreadsheet instead of a value; null where it is a value. */
export function valueFault(text: string): string | null {
  if (/^loading(\.\.\.|…)$/i.test(text)) return 'is still loading. Wait until the sheet shows it.';
  return /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|ERROR!|SPILL!|CALC!)$/.test(text)
    ? `shows the error ${text}. Fix the formula.`
    : null;
}

/**
 * What is wrong with a URL that a code is to open.
 * @param url without invisible ends. @param label how the sentence calls it: “the destination”.
 * @returns a sentence, or null where it can be sent.
 */
export function urlFault(url: string, label: string): string | null {
  const fault = url === '' ? 'is missing.' : (valueFault(url) ?? lengthFault(url) ?? formFault(url));
  return fault === null ? null : `${label} ${fault}`;
}

const lengthFault = (url: string): string | null =>
  url.length > MAX_DESTINATION
    ? `has ${url.length} characters, but at most ${MAX_DESTINATION} are allowed.`
    : null;

function formFault(url: string): string | null {
  if (!SCHEME.test(url) && !hasAddress(url)) {
    const [, other] = OTHERS.find(([pattern]) => pattern.test(url)) ?? [];
    const [scheme] = /^[a-z][a-z0-9+.-]*:(?!\d)/i.exec(url) ?? [];
    if (other !== undefined) return `${other}. ${ONLY_WEB}`;
    if (scheme !== undefined)
      return `must begin with http:// or https://, not with “${truncate(scheme)}”. ${ONLY_WEB}`;
  }
  if (/[\uff01-\uff5e]/.test(url)) return 'is written in full-width letters.';
  return textFault(url) ?? (SCHEME.test(url) ? hostFault(url) : beginningFault(url));
}

const hasAddress = (text: string): boolean => /https?:\/\//i.test(text);

/** Text around an address, and what no address holds. */
function textFault(url: string): string | null {
  const addresses = url.match(/(^|[\s,;|])https?:\/\//gi) ?? [];
  if (addresses.length > 1) return 'holds several addresses. Keep one.';
  if (/^["'<[(].*https?:\/\//i.test(url)) return `has marks around its address. ${KEEP_ADDRESS}`;
  if (!SCHEME.test(url) && hasAddress(url)) return `has text before its address. ${KEEP_ADDRESS}`;
  const invisible = /[\p{Cf}\u00a0]/u.exec(url)?.[0];
  if (invisible !== undefined)
    return `contains ${INVISIBLE[invisible] ?? 'an invisible character'}. Remove it after “${truncate(url.slice(0, url.indexOf(invisible)))}”.`;
  if (/[\r\n\u2028\u2029]/.test(url)) return 'contains a line break. Remove it.';
  if (/\s\(.*\)$/.test(url)) return `has a note after its address. ${KEEP_ADDRESS}`;
  if (/\s/.test(url)) return 'contains a space. Remove it, or write %20 if it belongs to the address.';
  return /\p{C}/u.test(url) ? 'contains a character that no address has. Type it again.' : null;
}

const hostOf = (url: string): string => /^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';

function hostFault(url: string): string | null {
  const host = hostOf(url);
  const [, name = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  if (host.includes('@')) return 'contains a user name. Write the address without it.';
  if (name.includes(',')) return `has a comma in “${truncate(name)}”. Did you mean a dot?`;
  if (/^\.|\.\./.test(name)) return `has a dot too many in “${truncate(name)}”.`;
  if (/^https?:?$/i.test(host)) return 'has its beginning twice.';
  if (!IPV6.test(name) && (name === '' || BAD_HOST.test(name) || Number(port) > 65_535))
    return 'has no proper host after http:// or https://.';
  return null;
}

/** A text without http:// in front. */
function beginningFault(url: string): string {
  if (isBare(url)) return `is missing https://. Did you mean ${truncate(withScheme(url))}?`;
  if (/^\.{0,2}\/|^[^\s.]+\/[^\s]+$|\.(html?|php|aspx?|pdf)$/i.test(url) && !/^n\/a$/i.test(url))
    return 'is only a part of an address. Write all of it, with https:// and the site.';
  return `is not a web address. It must begin with http:// or https://. ${ONLY_WEB}`;
}

/** An address that only lacks its beginning: `www.example.com/x`, `//example.com`. */
const isBare = (url: string): boolean =>
  /^(\/\/)?[^/?#@:\s]+\.[^/?#@:\s]*[^/?#@:\s\d.][^/?#@:\s]*(:\d+)?([/?#].*)?$/.test(url) &&
  !/^[^/?#]+\.(html?|php|aspx?|pdf|png|jpe?g|docx?)$/i.test(url);
const withScheme = (url: string): string => `https://${url.replace(/^\/\//, '')}`;

const PRIVATE =
  /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[(::1|f[cde])|[^.[]+$|.*\.(local|internal|test)$)/i;

/** Why a link that could be sent is probably not what is meant; null where nothing is odd. The user is asked. */
export function urlDoubt(url: string): string | null {
  const doubt = oddity(url);
  return doubt === null ? null : `the destination ${doubt}.`;
}

function oddity(url: string): string | null {
  const host = hostOf(url).replace(/:\d+$/, '');
  if (PRIVATE.test(host)) return `opens only inside your network: “${truncate(host)}”`;
  if (/(^|\.)qrius\.io$/i.test(host)) return 'is a short link itself';
  const after = url.slice(url.indexOf(host) + host.length);
  if (/[{}<>[\]]/.test(after)) return 'has brackets like a placeholder';
  if (/["`|\\^]/.test(after)) return 'has a character that links usually don’t have';
  if (/%(?![\da-f]{2})/i.test(after)) return 'has a % without two digits after it';
  return /[,;.]$/.test(url) ? `ends with “${url.slice(-1)}”` : null;
}

/** An address with marks, a text or a note around it. */
const WRAPPED = [
  /^["'<(]+(https?:\/\/[^\s"'<>()]+)[>"')]+$/i,
  /^\[[^\]]*\]\((https?:\/\/[^\s)]+)\)$/i,
  /^[^/]*\s(https?:\/\/\S+)$/i,
  /^(https?:\/\/\S+)\s+\(.*\)$/i,
];

/** How a link that is faulty or odd could be meant; null where nobody can tell. */
export function proposedLink(url: string): string | null {
  const inside = WRAPPED.map((pattern) => pattern.exec(url)?.[1]).find((found) => found !== undefined);
  const proposals = [
    url.normalize('NFKC'),
    url.replace(/\p{Cf}/gu, ''),
    isBare(url) ? withScheme(url) : '',
    inside ?? '',
    url.replace(/^(https?:\/\/)?h[tx]+ps?:?[\\/]+/i, 'https://'),
    url.replace(/(?<![,;.])[,;.]+$/, ''),
    url.replace(/^(https?:\/\/[^/?#]*?),/i, '$1.'),
  ];
  const isGood = (text: string) =>
    text !== url && text !== '' && urlFault(text, '') === null && urlDoubt(text) === null;
  return proposals.find(isGood) ?? null;
}

/** The title-like part of a link: `https://example.com/summer-fair.html` → `Summer fair`. Its host where it has none. */
export function nameFromLink(url: string): string {
  const [path = ''] = url.replace(/^[a-z]+:\/\//i, '').split(/[?#]/);
  const parts = path.split('/').filter((part) => part !== '');
  const last = parts.length > 1 ? (parts[parts.length - 1] ?? '') : '';
  const words = decoded(last)
    .replace(/\.[a-z]{2,5}$/i, '')
    .replace(/[-_+\s]+/g, ' ')
    .trim();
  if (words === '') return (parts[0] ?? '').replace(/^www\./i, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A text without percent encoding; as it is where that is broken. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
