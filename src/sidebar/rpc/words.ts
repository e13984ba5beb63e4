// Faults between the page and the server, in words.

/** Faults that only the page can see. */
export const FAULTS = {
  'several-accounts':
    'You’re signed in to several Google accounts, and Google mixed them up. Sign out of the others, or open this sheet in a private window.',
  'authorisation-lost':
    'Google needs your permission again. Close this page, reopen it from the Qrius menu, and allow access. If you’re signed in to several Google accounts, sign out of the others first.',
  offline: 'You’re offline. Check your connection, then try again.',
  late: 'Google didn’t reply in time. Try again.',
  'google-limit':
    'You’ve reached a Google usage limit. Wait a few minutes, then try again. After a very busy day, it can take until tomorrow.',
  'empty-reply':
    'Google sent an empty reply. Try again. If it happens again, close this page and reopen it from the Qrius menu.',
  'garbled-reply':
    'The add-on may have been updated. Close this page and reopen it from the Qrius menu, or reload the sheet.',
  'server-error': 'Google Sheets didn’t respond as expected. Wait a minute, then try again.',
} as const;
