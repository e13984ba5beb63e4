// A world on the real clock among the living: edits, other executions and answers that come while an execution is under way.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { overHttp } from '../../sim/apps-script/over-http';
import type { World } from '../../sim/apps-script/world';
import { small } from './helper';

/** A world whose `meanwhile` is the test's; it is called with the world and how often it was called before. */
function lively(code: string, meanwhile: (world: World, turn: number) => void): World {
  let turn = 0;
  const world: World = small(code, { clock: 'real', meanwhile: () => meanwhile(world, turn++) });
  return world;
}

test('before each service call the user may edit and other executions may run', () => {
  const world = lively(
    `function outer() {
       var range = SpreadsheetApp.getActiveSheet().getRange('A1');
       return [range.getValue(), range.getValue()];
     }
     function inner() { SpreadsheetApp.getActiveSheet().getRange('B1').setValue('inner'); }`,
    (w, turn) => {
      // Turns 0 to 2 stand before getActiveSheet, getRange and the first getValue; the inner execution has turns of its own.
      if (turn === 2) w.user.setCell('S', 'A1', 'first');
      if (turn === 3) w.rpc('inner');
      if (turn === 4) w.user.setCell('S', 'A1', 'second');
    },
  );
  expect(world.run('outer').value).toEqual(['first', 'second']);
  expect(world.table()).toEqual([['second', 'inner']]);
  expect(world.history.map(({ functionName, outcome }) => [functionName, outcome])).toEqual([
    ['outer', 'returned'],
    ['inner', 'returned'],
  ]);
});

test('Utilities.sleep takes its time, and leaves turns to others', () => {
  const slept = 120;
  let turns = 0;
  const world = lively(`function f() { Utilities.sleep(${slept}); }`, () => {
    turns++;
  });
  const { startedAt, endedAt } = world.run('f');
  expect(endedAt - startedAt).toBeGreaterThanOrEqual(slept);
  expect(turns).toBeGreaterThan(2);
});

test('a dialog without a ready answer is put before the user', () => {
  const asked: unknown[] = [];
  const world = small(
    `function f() { var ui = SpreadsheetApp.getUi();
       return [String(ui.alert('One?')), ui.prompt('Title', 'Two?', ui.ButtonSet.OK_CANCEL).getResponseText()]; }`,
    {
      ask: (dialog, { id }) => {
        asked.push([id, dialog]);
        return { button: 'OK', text: 'typed' };
      },
    },
  );
  world.answers.push({ button: 'YES' });
  expect(world.run('f').value).toEqual(['YES', 'typed']);
  expect(asked).toEqual([
    ['owner', { kind: 'prompt', title: 'Title', message: 'Two?', buttons: 'OK_CANCEL' }],
  ]);
});

test('a jump of the real clock makes triggers due, and Date goes along', () => {
  const hour = 3_600_000;
  const world = small(
    `function f() { ScriptApp.newTrigger('tick').timeBased().everyHours(1).create(); }
     function tick() { return Date.now(); }`,
    { clock: 'real' },
  );
  world.run('f');
  expect(world.fireDueTriggers()).toEqual([]);
  const before = Date.now();
  const [ticked] = world.advance(hour);
  expect(Number(ticked?.value) - before).toBeGreaterThanOrEqual(hour);
  expect(world.now() - before).toBeGreaterThanOrEqual(hour);
});

test('while one batch is under way, another execution may send its own', async () => {
  const server = new Worker(
    `const server = require('node:http').createServer((request, response) => {
       setTimeout(() => response.end(request.url), request.url === '/slow' ? 150 : 0);
     });
     server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  const [port] = await once(server, 'message');
  let inner: unknown;
  const meanwhile = () => {
    if (world.history.length === 1) inner = world.run('fetched', ['/quick']).value;
  };
  const transport = overHttp({ hosts: { 'https://qrius.io': `http://127.0.0.1:${port}` }, meanwhile });
  const world = small(
    `function fetched(path) { return UrlFetchApp.fetch('https://qrius.io' + path).getContentText(); }`,
    { clock: 'real', transport },
  );
  expect(world.run('fetched', ['/slow']).value).toBe('/slow');
  expect(inner).toBe('/quick');
  await transport.close();
  await server.terminate();
});
