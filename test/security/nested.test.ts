// An answer that nests without an end is none that is understood: it stops no run in the middle, and its row says nothing false.
import { ask } from '../../sim/sidebar';
import type { Transport } from '../../sim/wire';
import { connected, createCodes, shownRows, talks } from '../support/desk';

const DEPTH = 10_000;
const NESTED = `{"data":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}`;

/** The first answers to a method are nested. */
const nesting =
  (method: string, times: number) =>
  (inner: Transport): Transport => {
    let left = times;
    return (requests, now) =>
      inner(requests, now).map((reply, index) => {
        if (requests[index]?.method !== method || !('body' in reply) || left === 0) return reply;
        left -= 1;
        return { ...reply, body: NESTED };
      });
  };

test('a code whose answer is nested is found, and not created twice', () => {
  const made = connected(talks(3), { around: nesting('POST', 2) });
  createCodes(made);
  expect(shownRows(made.world).map(({ Status }) => Status)).toEqual(['Created', 'Created', 'Created']);
  expect(Object.keys(made.qrius.codes)).toHaveLength(3);
});

test('a list that is nested is told in a sentence', () => {
  let isNested = false;
  const odd = nesting('GET', 1_000);
  const around = (inner: Transport): Transport => {
    const nested = odd(inner);
    return (requests, now) => (isNested ? nested : inner)(requests, now);
  };
  const made = connected(talks(1), { around });
  isNested = true;
  expect(ask(made.world, 'importCodes', null)).toMatchObject({
    ok: false,
    failure: { code: 'no-answer', message: expect.stringMatching(/^Qrius .*\.$/) },
  });
});
