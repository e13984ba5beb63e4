// What a user meets who opens the sidebar on a document whose properties somebody else wrote, and continues what it shows.
import { ask } from '../../sim/sidebar';
import type { Trial } from '../../sim/trial';
import { AFTER_LEASE_MS, COLLEAGUE, SHEET, shownRows } from '../support/desk';
import { rest } from './rest';
import { unshowable } from './stored';

/** What is wrong when the sidebar is opened, by its owner and by a colleague. */
export function opened({ world }: Trial): string[] {
  const found = ['owner', COLLEAGUE].flatMap((user) => {
    const hand = world.asUser(user);
    return [ask(hand, 'getHome', null), ask(hand, 'getJob', null)].flatMap((answer) => {
      if (!answer?.ok) return [`${user}: ${answer ? answer.failure.message : 'no answer'}`];
      const value = answer.value;
      return unshowable(value && 'sheet' in value ? value.job : value).map((fault) => `${user}: ${fault}`);
    });
  });
  return [...new Set(found)];
}

/** What is wrong where the owner continues the job, if it is shown at all: cells of the user's own changed, or codes were doubled. */
export function continued(made: Trial): string[] {
  const own = () => shownRows(made.world, SHEET).map(({ Name, Note }) => `${Name} ${Note}`);
  const before = own();
  made.world.advance(AFTER_LEASE_MS);
  const course = rest(made, () => ask(made.world, 'continueJob', null));
  const names = Object.values(made.qrius.codes).map(({ name }) => name);
  return [
    ...(own().join() === before.join() ? [] : [`the rows are now ${own().join(', ')}`]),
    ...(new Set(names).size === names.length ? [] : [`the codes are ${names.join(', ')}`]),
    ...(course ? [] : ['the job never comes to rest']),
  ];
}
