// A request that was given up for lost and yet makes its code, after Qrius was asked for it and did not have it.
import { createWorld } from '../../sim/apps-script/world';
import { createState } from '../../sim/qrius/state';
import { inProcess } from '../../sim/qrius/transport';
import { builtCode, connect, createCodes, manifest } from '../../sim/trial';
import type { Transport, WireRequest } from '../../sim/wire';

test('a code that is made after the look-up is adopted when its slug turns out to be taken', () => {
  const qrius = createState({ plan: 'PRO' });
  const served = inProcess(qrius);
  const late: WireRequest[] = [];
  let held = false;
  const transport: Transport = (requests, now) => {
    const creates = requests.some(({ method }) => method === 'POST');
    // What was held back arrives just before the second try.
    if (creates && late.length > 0) served(late.splice(0), now);
    if (!creates || held) return served(requests, now);
    held = true;
    late.push(...requests);
    return requests.map(() => ({ kind: 'failed', reason: 'timeout', ms: 30_000 }));
  };
  const rows = [
    ['Name', 'URL', 'Slug'],
    ['A talk', 'https://example.com/a', 'a-talk'],
  ];
  const world = createWorld({
    code: builtCode(),
    manifest: manifest(),
    transport,
    document: { sheets: [{ name: 'Sheet1', rows }] },
  });
  world.open();
  connect(world, qrius);
  createCodes(world);
  expect(Object.keys(qrius.codes)).toHaveLength(1);
  expect(world.table()[1]?.slice(3)).toEqual([
    Object.keys(qrius.codes)[0],
    'https://qrius.io/a-talk',
    '',
    'Created',
  ]);
});
