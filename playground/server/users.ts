// The two people who share the document.
import type { User } from '../../sim/apps-script/state';

/** The first one owns it and begins with a key. */
export const USERS: readonly [User, User] = [
  { id: 'you', email: 'you@example.com' },
  { id: 'colleague', email: 'colleague@example.com' },
];
