// What clasp says when it fails, as sentences that tell the user what to do.

/** The page on which a user allows programs to change scripts (clasp's README). */
const userSettings = 'https://script.google.com/home/usersettings';

/** Google's words when an account has not switched the Apps Script API on. */
export const apiSwitchedOff = /has not enabled the Apps Script API/;

// The texts are those that clasp 3.4.1 printed on its standard error when its services answered so.
const sentences: Array<{ when: RegExp; say: (match: RegExpExecArray) => string }> = [
  {
    when: /No credentials found|invalid_grant|invalid_rapt|invalid authentication credentials|insufficient authentication scopes/,
    say: () => 'You are not logged in to Google: run `npx --no-install clasp login`, then deploy again.',
  },
  {
    when: apiSwitchedOff,
    say: () =>
      `The Apps Script API is switched off for your account: switch it on at ${userSettings}, wait a minute, then deploy again.`,
  },
  {
    when: /Syntax error: (.+) line: (\d+) file: (.+)/,
    say: ([, fault, line, file]) => `Google found a syntax error in ${file}, line ${line}: ${fault}`,
  },
  {
    when: /Requested entity was not found/,
    say: () =>
      'Google knows no script with the scriptId in .clasp.json: correct it there, then deploy again.',
  },
  {
    when: /caller does not have permission/,
    say: () =>
      'Your Google account may not change the script whose scriptId is in .clasp.json: ask its owner for access, or log in with another account by `npx --no-install clasp login`.',
  },
  {
    when: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up/,
    say: () => 'Google cannot be reached: check the network connection (and the proxy), then deploy again.',
  },
];

/** Turns what clasp wrote to its standard error into one sentence; what is not known is handed on in clasp's own words. */
export function explain(command: string, errorText: string): string {
  for (const { when, say } of sentences) {
    const match = when.exec(errorText);
    if (match) return say(match);
  }
  const lastLine = errorText.trim().split('\n').pop();
  return `clasp ${command} failed: ${lastLine || 'it gave no reason.'}`;
}
