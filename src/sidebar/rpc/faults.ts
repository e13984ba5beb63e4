// Everything that can go wrong between the page and the server, as a code and a sentence.
import type { ErrorCode, ErrorInfo } from '../../shared/errors';
import { FAULTS } from './words';

export type PageFaultCode = keyof typeof FAULTS;

export interface Fault {
  code: ErrorCode | PageFaultCode;
  message: string;
}

/** The outcome of a call. Never an exception, so that no view can forget it. */
export type Answer<T> = { ok: true; value: T } | { ok: false; fault: Fault };

export const pageFault = (code: PageFaultCode): Fault => ({ code, message: FAULTS[code] });

/**
 * Errors of google.script.run by their text, first match first. PERMISSION_DENIED and English only: in other languages they
 * count as a server error (Apps Script issue tracker; "Connection failure due to HTTP 0" is what google.script.run says
 * without a network, HTTP 429 where it is called too often).
 */
const PATTERNS: ReadonlyArray<readonly [RegExp, PageFaultCode]> = [
  [/PERMISSION_DENIED/, 'several-accounts'],
  [/authori[sz]ation is required|do not have permission|access denied/i, 'authorisation-lost'],
  [/\bHTTP 0\b/i, 'offline'],
  [/\bHTTP 429\b|too many|limit exceeded|too much computer time/i, 'google-limit'],
  [/maximum execution time|timed out/i, 'late'],
  [/script function not found|is not a function/i, 'garbled-reply'],
];

/**
 * The fault behind an error of google.script.run, whose own text is not for users.
 * @param online whether the browser believes it has a network.
 */
export function thrownFault(message: string, online: boolean): Fault {
  const known = PATTERNS.find(([pattern]) => pattern.test(message));
  return pageFault(known?.[1] ?? (online ? 'server-error' : 'offline'));
}

const ABOUT_THE_KEY: ReadonlyArray<Fault['code']> = [
  'not-connected',
  'key-refused',
  'key-malformed',
  'other-account',
] satisfies ErrorCode[];

/** Whether another key may help. */
export const isAboutTheKey = ({ code }: Pick<ErrorInfo, 'code'> | Fault): boolean =>
  ABOUT_THE_KEY.includes(code);

/** Whether the view shows what is no longer so, and must be read again. */
export const isOutdated = (fault: Fault | null): boolean => fault?.code === 'target-changed';

const NORMAL: ReadonlyArray<Fault['code']> = [
  'nothing-selected',
  'nothing-to-do',
  'job-busy',
  'job-of-colleague',
  'no-job',
  'undo-elsewhere',
  'target-changed',
] satisfies ErrorCode[];

/** Whether nothing is broken: there is just nothing to do, or somebody else is at it. Never shown in red. */
export const isNormal = ({ code }: Fault): boolean => NORMAL.includes(code);
