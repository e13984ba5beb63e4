// Everything that can go wrong between the page and the server, each with its own sentence and a way on.
import type { Failure, FailureCode } from '../../wire/failure';

/** Faults that the page sees and the server cannot tell of. */
export type PageFaultCode =
  | 'several-accounts'
  | 'authorisation-lost'
  | 'offline'
  | 'late'
  | 'google-limit'
  | 'empty-reply'
  | 'garbled-reply'
  | 'server-error';

export interface Fault {
  code: FailureCode | PageFaultCode;
  message: string;
}

/** What came of a call: never an exception, so that no view can forget about it. */
export type Answer<T> = { ok: true; value: T } | { ok: false; fault: Fault };

const SENTENCES: Record<PageFaultCode, string> = {
  'several-accounts':
    'You are signed in to several Google accounts, and Google mixed them up. Sign out of the others, or open this sheet in a private window or another browser profile with this account alone.',
  'authorisation-lost':
    'Google asks for your permission again. Close this sidebar, open it from the Qrius menu and allow what is asked for. If you are signed in to several Google accounts, sign out of the others first.',
  offline: 'There is no connection to Google. Check your network, then try again.',
  late: 'No answer came in time. Nothing in your sheet is lost: try again.',
  'google-limit':
    'Google lets your account do no more at the moment. Wait a few minutes, then try again; after a very busy day it can take until tomorrow.',
  'empty-reply':
    'The answer was empty. Nothing in your sheet is lost: try again. If it happens again, close this sidebar and open it from the Qrius menu.',
  'garbled-reply':
    'The answer could not be understood; the add-on may have been updated. Close this sidebar and open it from the Qrius menu, or reload the sheet.',
  'server-error':
    'Google Sheets did not answer as it should. Nothing in your sheet is lost: wait a moment, then try again.',
};

/**
 * What Google's failure handler says, first match first. English and PERMISSION_DENIED only: in other languages the
 * rest ends as a server error (apps-script.md, sections 1 and 6; "Connection failure due to HTTP 0" is what
 * google.script.run says without a network, and HTTP 429 where it is called too often).
 */
const PATTERNS: ReadonlyArray<readonly [RegExp, PageFaultCode]> = [
  [/PERMISSION_DENIED/, 'several-accounts'],
  [/authori[sz]ation is required|do not have permission|access denied/i, 'authorisation-lost'],
  [/\bHTTP 0\b/i, 'offline'],
  [/\bHTTP 429\b|too many|limit exceeded|too much computer time/i, 'google-limit'],
  [/maximum execution time|timed out/i, 'late'],
  [/script function not found|is not a function/i, 'garbled-reply'],
];

export const pageFault = (code: PageFaultCode): Fault => ({ code, message: SENTENCES[code] });

/**
 * What an error of google.script.run means. Its own text is not shown: it is in the language of nobody.
 * @param message the error's text.
 * @param online whether the browser believes to have a network.
 */
export function thrownFault(message: string, online: boolean): Fault {
  const known = PATTERNS.find(([pattern]) => pattern.test(message));
  return pageFault(known?.[1] ?? (online ? 'server-error' : 'offline'));
}

/** Reads what the server's door answered with: the JSON text of a Result, or whatever came instead. */
export function readReply<T>(reply: unknown): Answer<T> {
  if (reply === null || reply === undefined || reply === '') return failed('empty-reply');
  if (typeof reply !== 'string') return failed('garbled-reply');
  let result: unknown;
  try {
    result = JSON.parse(reply);
  } catch {
    return failed('garbled-reply');
  }
  if (result === null) return failed('empty-reply');
  if (!isRecord(result)) return failed('garbled-reply');
  if (result.ok === true && 'value' in result) return { ok: true, value: result.value as T };
  return isFailure(result.failure) ? { ok: false, fault: result.failure } : failed('garbled-reply');
}

/** Whether another key may help. */
export const isAboutTheKey = ({ code }: Fault): boolean =>
  code === 'not-connected' || code === 'key-refused' || code === 'key-malformed' || code === 'other-account';

const failed = (code: PageFaultCode): Answer<never> => ({ ok: false, fault: pageFault(code) });
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isFailure = (value: unknown): value is Failure =>
  isRecord(value) && typeof value.code === 'string' && typeof value.message === 'string';
