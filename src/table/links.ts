// What is wrong with a link, each kind in its own sentence, and how it could be meant.
import * as words from './words';

/** The longest destination that is sent, in characters. Chosen by the product; URL Fetch itself allows 2,082 for a URL of its own. */
const MAX_DESTINATION = 2048;

/** Kinds of text that look like something else than a web address, first match first, each with its sentence. */
const OTHERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^begin:vcard/i, words.contactCard],
  [/^wifi:/i, words.wifi],
  [/^(mailto:.*|[^\s@/?#]+@[^\s@/?#]+\.[^\s@/?#]+)$/i, words.mail],
  [/^(tel:|sms:)|^(?=(?:\D*\d){6})\+?[\d\s().-]+$/i, words.phone],
  [/^(file:|[a-z]:\\|\\\\)/i, words.file],
];
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
  if (/^loading(\.\.\.|…)$/i.test(text)) return words.loading;
  return /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|ERROR!|SPILL!|CALC!)$/.test(text)
    ? words.errorValue(text)
    : null;
}

/**
 * What is wrong with a URL that a code is to open.
 * @param url without invisible ends. @param label how the sentence calls it: “the destination”.
 * @returns a sentence, or null where it can be sent.
 */
export function urlFault(url: string, label: string): string | null {
  const fault = url === '' ? words.missing : (valueFault(url) ?? lengthFault(url) ?? formFault(url));
  return fault === null ? null : `${label} ${fault}`;
}

const lengthFault = (url: string): string | null =>
  url.length > MAX_DESTINATION ? words.tooLong(url.length, MAX_DESTINATION) : null;

function formFault(url: string): string | null {
  if (!SCHEME.test(url) && !hasAddress(url)) {
    const [, other] = OTHERS.find(([pattern]) => pattern.test(url)) ?? [];
    const [scheme] = /^[a-z][a-z0-9+.-]*:(?!\d)/i.exec(url) ?? [];
    if (other !== undefined) return other;
    if (scheme !== undefined) return words.otherScheme(scheme);
  }
  if (/[\uff01-\uff5e]/.test(url)) return words.fullWidth;
  return textFault(url) ?? (SCHEME.test(url) ? hostFault(url) : beginningFault(url));
}

const hasAddress = (text: string): boolean => /https?:\/\//i.test(text);

/** Text around an address, and what no address holds. */
function textFault(url: string): string | null {
  const addresses = url.match(/(^|[\s,;|])https?:\/\//gi) ?? [];
  if (addresses.length > 1) return words.severalAddresses;
  if (/^["'<[(].*https?:\/\//i.test(url)) return words.marksAround;
  if (!SCHEME.test(url) && hasAddress(url)) return words.textBefore;
  const invisible = /[\p{Cf}\u00a0]/u.exec(url)?.[0];
  if (invisible !== undefined) return words.invisibleInside(invisible, url.slice(0, url.indexOf(invisible)));
  if (/[\r\n\u2028\u2029]/.test(url)) return words.lineBreak;
  if (/\s\(.*\)$/.test(url)) return words.noteAfter;
  if (/\s/.test(url)) return words.space;
  return /\p{C}/u.test(url) ? words.control : null;
}

const hostOf = (url: string): string => /^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';

function hostFault(url: string): string | null {
  const host = hostOf(url);
  const [, name = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  if (host.includes('@')) return words.userName;
  if (name.includes(',')) return words.comma(name);
  if (/^\.|\.\./.test(name)) return words.dots(name);
  if (/^https?:?$/i.test(host)) return words.twice;
  if (!IPV6.test(name) && (name === '' || BAD_HOST.test(name) || Number(port) > 65_535)) return words.noHost;
  return null;
}

/** A text without http:// in front. */
function beginningFault(url: string): string {
  if (isBare(url)) return words.bare(withScheme(url));
  if (/^\.{0,2}\/|^[^\s.]+\/[^\s]+$|\.(html?|php|aspx?|pdf)$/i.test(url) && !/^n\/a$/i.test(url))
    return words.part;
  return words.notWeb;
}

/** A web address without its scheme: `www.example.com/x`, `//example.com`. */
const isBare = (url: string): boolean =>
  /^(\/\/)?[^/?#@:\s]+\.[^/?#@:\s]*[^/?#@:\s\d.][^/?#@:\s]*(:\d+)?([/?#].*)?$/.test(url) &&
  !/^[^/?#]+\.(html?|php|aspx?|pdf|png|jpe?g|docx?)$/i.test(url);
const withScheme = (url: string): string => `https://${url.replace(/^\/\//, '')}`;

const PRIVATE =
  /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[(::1|f[cde])|[^.[]+$|.*\.(local|internal|test)$)/i;

/** Why a link that could be sent is probably not what is meant; null where nothing is odd. The user is asked. */
export function urlDoubt(url: string): string | null {
  const doubt = oddity(url);
  return doubt === null ? null : `${words.theDestination} ${doubt}.`;
}

function oddity(url: string): string | null {
  const host = hostOf(url).replace(/:\d+$/, '');
  if (PRIVATE.test(host)) return words.insideNetwork(host);
  if (/(^|\.)qrius\.io$/i.test(host)) return words.isShort;
  const after = url.slice(url.indexOf(host) + host.length);
  if (/[{}<>[\]]/.test(after)) return words.placeholder;
  if (/["`|\\^]/.test(after)) return words.oddCharacter;
  if (/%(?![\da-f]{2})/i.test(after)) return words.percent;
  return /[,;.]$/.test(url) ? words.endsWith(url.slice(-1)) : null;
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
