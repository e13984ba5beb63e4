// What Status says of a code whose row was edited: no more than what is known.
import { createdFrom } from '../../../src/table/status';

const EDITED = 'Created, but the row was edited since';

test.each([
  ['Talk', 'https://example.com/', `${EDITED}: the code is for “Talk” and opens https://example.com/`],
  ['Talk', '', `${EDITED}: the code is for “Talk”`],
  ['', 'https://example.com/', `${EDITED}: the code opens https://example.com/`],
  ['', '', EDITED],
])('a code made from “%s” and “%s”', (name, destination, said) =>
  expect(createdFrom(name, destination)).toBe(said),
);
