// The contract of an execution: its realm, its clock, its end, its numbered calls, and the faults that meet it.
import { answer, evaluated, server, small } from './helper';

describe('the realm of an execution', () => {
  test('values of services are instances of the realm’s own classes (toolchain.md, trap 6)', () => {
    const value = evaluated(
      `var sheet = SpreadsheetApp.getActiveSheet();
       sheet.getRange('A1:B1').setValues([['2027-01-02', 7]]);
       var rows = sheet.getRange('A1:B1').getValues();
       var error; try { sheet.getRange(0, 1); } catch (e) { error = e; }
       var response = UrlFetchApp.fetchAll(['https://api.qrius.io/qr']);
       return [rows instanceof Array, rows[0] instanceof Array, rows[0][0] instanceof Date, error instanceof Error,
         error.name, response instanceof Array, response[0].getHeaders() instanceof Object,
         PropertiesService.getUserProperties().getProperties() instanceof Object,
         new Date() instanceof Date, sheet instanceof Object];`,
      { transport: server(() => answer(200)) },
    );
    expect(value).toEqual([true, true, true, true, 'Exception', true, true, true, true, true]);
  });

  test('has what ECMAScript has and none of the browser’s or Node’s names (docs/facts/apps-script.md#runtime-globals)', () => {
    const names =
      'setTimeout setInterval fetch URL URLSearchParams TextEncoder atob crypto performance process require structuredClone queueMicrotask';
    expect(evaluated(`return [${names.split(' ').map((name) => `typeof ${name}`)}]`)).toEqual(
      names.split(' ').map(() => 'undefined'),
    );
    expect(evaluated('return typeof console.log + typeof Map + typeof Promise')).toBe(
      'functionfunctionfunction',
    );
  });

  // What stays where it is would be found by the next execution; the first one of a bundle is loaded in another way.
  test.each([
    ['a variable of the bundle', 'count = (count || 0) + 1; return count;'],
    ['a global name', 'globalThis.mine = (globalThis.mine || 0) + 1; return mine;'],
    ['a name that nobody declared', 'stray = typeof stray === "number" ? stray + 1 : 1; return stray;'],
    ['a method of a class', 'Array.prototype.mine = ([].mine || 0) + 1; return [].mine;'],
    [
      'a field of a method',
      'var at = Array.prototype.map; at.mine = 1; return Object.isFrozen(at) ? 1 : "not frozen";',
    ],
    ['a replaced method', 'var before = Math.max(1, 0); Math.max = () => 2; return before;'],
    ['a replaced class', 'var before = Map.mine || 1; Map = { mine: 2 }; return before;'],
    [
      'a class that is gone',
      'var before = typeof globalThis.Set; delete globalThis.Set; return before === "function" ? 1 : 2;',
    ],
    [
      'a replaced accessor',
      'var d = new Map([[1, 1]]).size; Object.defineProperty(Map.prototype, "size", { get: () => 2 }); return d;',
    ],
    [
      'what no name leads to',
      'var p = Object.getPrototypeOf([].keys()); p.mine = (p.mine || 0) + 1; return p.mine;',
    ],
    [
      'a service with a field',
      'SpreadsheetApp.mine = Object.hasOwn(SpreadsheetApp, "mine") ? 2 : 1; return SpreadsheetApp.mine;',
    ],
    [
      'a class of a service with a field',
      'var p = Object.getPrototypeOf(SpreadsheetApp); var n = Object.hasOwn(p, "mine") ? 2 : 1; p.mine = 1; return n;',
    ],
    ['the clock', 'var before = Date.now() > 1e9 ? 1 : 2; Date.now = () => 5; return before;'],
  ])('is fresh each time: %s does not outlive an execution', (_, body) => {
    const world = small(`var count; function f() { ${body} } function idle() {}`);
    const values = Array.from({ length: 4 }, () => {
      world.run('idle');
      return world.run('f').value;
    });
    expect(values).toEqual([1, 1, 1, 1]);
    expect(Object.hasOwn(Array.prototype, 'mine')).toBe(false);
  });

  test('a bundle that is trusted since it left nothing behind so often is found out soon', () => {
    const world = small(
      'function f() { var before = [].mine; if (Date.now() > 2e12) Array.prototype.mine = 1; return before; }',
    );
    const run = (times: number) => Array.from({ length: times }, () => world.run('f').value);
    expect(new Set(run(100))).toEqual(new Set([undefined]));
    world.advance(1e12);
    expect(() => run(8)).toThrow('left something behind');
    expect(new Set(run(8))).toEqual(new Set([undefined]));
  });

  test('names that a bundle declares by let and const are unknown to another bundle', () => {
    const first = small('const mine = 1; let f = () => mine;');
    expect([first.run('f').value, first.run('f').value]).toEqual([1, 1]);
    const other = small('function f() { return typeof mine; }');
    expect([other.run('f').value, other.run('f').value]).toEqual(['undefined', 'undefined']);
  });

  test('an execution inside another one has its own', () => {
    const world = small('var count = 0; function f() { count++; SpreadsheetApp.flush(); return count; }');
    world.run('f');
    world.faults.push({ at: { k: 1 }, when: 'before', do: { kind: 'run', functionName: 'f' } });
    expect(world.run('f').value).toBe(1);
    expect(world.history.map(({ value }) => value)).toEqual([1, 1, 1]);
  });

  test('the clock and the random numbers are the world’s', () => {
    const code =
      'function f() { Utilities.sleep(250); return [Date.now(), new Date().getTime(), Math.random()]; }';
    const [first, second] = [1, 1].map(
      (seed) => small(code, { startMs: 1000, seed }).run('f').value as number[],
    );
    expect(first?.slice(0, 2)).toEqual([1250, 1250]);
    expect(second).toEqual(first);
    expect(small(code, { startMs: 1000, seed: 2 }).run('f').value).not.toEqual(first);
    expect(evaluated('return [new Date(5).getTime(), Date.UTC(1970, 0, 1), typeof Date()]')).toEqual([
      5,
      0,
      'string',
    ]);
  });

  test('what is not modelled throws by its name; probes of a value do not', () => {
    expect(() => evaluated('SpreadsheetApp.getActiveSheet().foo()')).toThrow(
      'Sheet.foo is not modelled in this world',
    );
    expect(() => evaluated('CacheService.getDocumentCache()')).toThrow(
      'CacheService.getDocumentCache is not modelled in this world',
    );
    const probes = `var s = SpreadsheetApp.getActiveSheet();
      return [typeof s.then, s[Symbol.iterator] === undefined, String(s), JSON.stringify(s), 'foo' in s]`;
    expect(evaluated(probes)).toEqual(['undefined', true, 'Sheet', '{}', false]);
  });

  test('only functions declared at the top level can be run (docs/facts/apps-script.md#entry-points)', () => {
    const world = small(
      `function declared() {} const held = () => 'held'; globalThis.assigned = function () {};`,
    );
    expect(world.run('held').value).toBe('held');
    expect(() => world.run('assigned')).toThrow('Script function not found: assigned');
    expect(() => world.run('absent')).toThrow('Script function not found: absent');
  });

  test('console and Logger go to the log of the execution', () => {
    const world = small(
      `function f() { console.log('a', 1); Logger.log('b'); console.error(new Error('c').message); }`,
    );
    expect(world.run('f').log).toEqual(['a 1', 'b', 'c']);
  });

  test('an error of the world itself reaches the test, whatever the script catches', () => {
    const transport = () => {
      throw new Error('the transport fell over');
    };
    const world = small(`function f() { try { UrlFetchApp.fetch('https://api.qrius.io/'); } catch (e) {} }`, {
      transport,
    });
    expect(() => world.run('f')).toThrow('the transport fell over');
  });
});

describe('calls and their costs', () => {
  const code = `function f() {
    var sheet = SpreadsheetApp.getActiveSheet();
    sheet.getRange('A1').setValue('a');
    sheet.getRange('A2').setValue('b');
    SpreadsheetApp.flush();
    return sheet.getRange('A1:A2').getDisplayValues();
  }`;

  test('each call is numbered and tells whether it left the script', () => {
    const { calls } = small(code).run('f');
    expect(calls.map(({ k, name, trip }) => `${k} ${name} ${trip}`)).toEqual([
      '1 SpreadsheetApp.getActiveSheet false',
      '2 Sheet.getRange false',
      '3 Range.setValue true',
      '4 Sheet.getRange false',
      '5 Range.setValue true',
      '6 SpreadsheetApp.flush true',
      '7 Sheet.getRange false',
      '8 Range.getDisplayValues true',
    ]);
  });

  test('a write is paid for once, when it is flushed; read and write take 800 ms together (docs/facts/apps-script.md#sheet-speed)', () => {
    const world = small(code);
    const { startedAt, endedAt, calls } = world.run('f');
    expect(endedAt - startedAt).toBe(5 + 5 + 400 + 400);
    expect(calls.map(({ cost }) => cost)).toEqual([0, 0, 5, 0, 5, 400, 0, 400]);
    expect(world.totals()).toEqual({
      'Range.setValue': 2,
      'SpreadsheetApp.flush': 1,
      'Range.getDisplayValues': 1,
    });
  });

  test('buffered writes are flushed by a read and by the normal end, for the same price', () => {
    const end = small(`function f() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue('a'); }`);
    const atEnd = end.run('f');
    expect([atEnd.endedAt - atEnd.startedAt, end.table()]).toEqual([405, [['a']]]);
    const read = small(
      `function f() { var r = SpreadsheetApp.getActiveSheet().getRange('A1'); r.setValue('a'); return r.getValue(); }`,
    );
    const atRead = read.run('f');
    expect([atRead.endedAt - atRead.startedAt, atRead.value]).toEqual([805, 'a']);
  });

  test('costs can be overridden', () => {
    const { startedAt, endedAt } = small(code, { costs: { read: 1, write: 2, buffered: 0 } }).run('f');
    expect(endedAt - startedAt).toBe(3);
  });

  test('fetchAll takes as long as its slowest member (docs/facts/apps-script.md#fetch-order)', () => {
    const transport = server(({ url }) => ({ ...answer(200), ms: url.endsWith('slow') ? 900 : 100 }));
    const world = small(
      `function f() { UrlFetchApp.fetchAll(['https://qrius.io/slow', 'https://qrius.io/fast']); }`,
      {
        transport,
      },
    );
    const { startedAt, endedAt } = world.run('f');
    expect(endedAt - startedAt).toBe(920);
  });

  test('on the real clock Utilities.sleep really sleeps', () => {
    const world = small('function f() { var t = Date.now(); Utilities.sleep(30); return Date.now() - t; }', {
      clock: 'real',
    });
    const before = Date.now();
    expect(world.run('f').value).toBeGreaterThanOrEqual(29);
    expect(Date.now() - before).toBeGreaterThanOrEqual(29);
  });
});

describe('the end of an execution', () => {
  const stubborn = `function f() {
    var sheet = SpreadsheetApp.getActiveSheet();
    sheet.getRange('A1').setValue('kept'); SpreadsheetApp.flush();
    sheet.getRange('A2').setValue('pending');
    var caught = 0;
    for (var i = 0; i < 3; i++) { try { Utilities.sleep(1); } catch (e) { caught++; } }
    try { sheet.getRange('A3').setValue('late'); } catch (e) { caught++; }
    console.log('caught ' + caught);
    return 'survived';
  }`;

  test.each(['lost', 'applied'] as const)('a kill cannot be caught; pending writes %s', (pendingWrites) => {
    const world = small(stubborn);
    world.faults.push({
      at: { name: 'Utilities.sleep', nth: 1 },
      when: 'before',
      do: { kind: 'kill', pendingWrites },
    });
    const result = world.run('f');
    expect(result).toMatchObject({
      outcome: 'killed',
      error: 'Exceeded maximum execution time',
      log: ['caught 4'],
    });
    expect(result.value).toBeUndefined();
    expect(world.table()).toEqual(pendingWrites === 'lost' ? [['kept']] : [['kept'], ['pending']]);
    expect(world.faults).toEqual([]);
  });

  test.each([
    [2, 'first', { a: '1', b: '2' }],
    [1, 'last', { c: '3' }],
    [9, 'first', { a: '1', b: '2', c: '3' }],
  ] as const)('a set of properties is cut off after %i from the %s', (after, from, left) => {
    const world = small(`function f() {
      var properties = PropertiesService.getDocumentProperties();
      try { properties.setProperties({ a: 1, b: 2, c: 3 }); } catch (e) { console.log('caught'); }
      properties.setProperties({ d: 4 });
    }`);
    world.faults.push({ at: { k: 1 }, when: 'before', do: { kind: 'killInSet', after, from } });
    expect(world.run('f')).toMatchObject({ outcome: 'killed', log: ['caught'] });
    expect(world.state.properties.document).toEqual(left);
  });

  test('six minutes after its start every call throws (docs/facts/apps-script.md#execution-time)', () => {
    const world = small(`function f() {
      SpreadsheetApp.getActiveSheet().getRange('A1').setValue('pending');
      Utilities.sleep(359000);
      try { Utilities.sleep(2000); } catch (e) { console.log(e.message); }
      PropertiesService.getScriptProperties().setProperty('late', '1');
    }`);
    const result = world.run('f');
    expect(result).toMatchObject({ outcome: 'killed', log: ['Exceeded maximum execution time'] });
    expect(result.endedAt - result.startedAt).toBe(360_000);
    expect(world.state.properties.script).toEqual({});
  });

  test('simple triggers have 30 seconds (docs/facts/apps-script.md#simple-trigger-time)', () => {
    const world = small('function onOpen() { Utilities.sleep(31000); }');
    world.open();
    expect(world.history[0]).toMatchObject({ outcome: 'killed' });
    expect(world.now() - (world.history[0]?.startedAt ?? 0)).toBe(30_000);
  });

  test('an uncaught error is told by its message, and what was written stays', () => {
    const world = small(
      `function f() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue('x'); throw new Error('no'); }`,
    );
    expect(world.run('f')).toMatchObject({ outcome: 'threw', error: 'no' });
    expect(world.table()).toEqual([['x']]);
  });

  test('locks are freed at the end, also of a killed one (docs/facts/apps-script.md#locks)', () => {
    const world = small(
      'function f() { var got = LockService.getDocumentLock().tryLock(10); Utilities.sleep(1); return got; }',
    );
    world.faults.push({
      at: { name: 'Utilities.sleep', nth: 1 },
      when: 'before',
      do: { kind: 'kill', pendingWrites: 'lost' },
    });
    expect(world.run('f').outcome).toBe('killed');
    expect(world.run('f').value).toBe(true);
  });
});

describe('faults', () => {
  test('a throw before a call prevents it, one after it hides its success', () => {
    const transport = server(() => answer(201));
    const code = `function f() { try { UrlFetchApp.fetch('https://api.qrius.io/qr', { method: 'post' }); return 'ok'; } catch (e) { return e.message; } }`;
    const world = small(code, { transport });
    const at = { name: 'UrlFetchApp.fetch', nth: 1 };
    world.faults.push({ at, execution: 1, when: 'before', do: { kind: 'throw', message: 'before' } });
    world.faults.push({ at, execution: 2, when: 'after', do: { kind: 'throw', message: 'after' } });
    expect([world.run('f').value, transport.reached.length]).toEqual(['before', 0]);
    expect([world.run('f').value, transport.reached.length]).toEqual(['after', 1]);
    expect([world.run('f').value, transport.reached.length]).toEqual(['ok', 2]);
  });

  test('a fault without a number strikes the next call of that name, and no other', () => {
    const transport = server(() => answer(201));
    const code = `function f() { for (var i = 0; i < 3; i++) UrlFetchApp.fetch('https://api.qrius.io/qr'); return i; }`;
    const world = small(code, { transport });
    world.run('f');
    world.faults.push({
      at: { name: 'UrlFetchApp.fetch' },
      when: 'before',
      do: { kind: 'kill', pendingWrites: 'lost' },
    });
    expect([world.run('f').outcome, transport.reached.length]).toEqual(['killed', 3]);
    expect([world.run('f').value, transport.reached.length]).toEqual([3, 6]);
  });

  test('a user’s edit between setValues and its flush comes first: the write hits the row number, not the row (section 4)', () => {
    const world = small(
      `function f() {
        var sheet = SpreadsheetApp.getActiveSheet();
        sheet.getRange('B2').setValue('code of a');
        SpreadsheetApp.flush();
      }`,
      { document: { sheets: [{ name: 'S', rows: [['Name', 'Code'], ['a'], ['b']] }] } },
    );
    world.faults.push({
      at: { name: 'Range.setValue', nth: 1 },
      when: 'after',
      do: { kind: 'sort', byColumn: 'A', ascending: false },
    });
    world.run('f');
    expect(world.table()).toEqual([
      ['Name', 'Code'],
      ['b', 'code of a'],
      ['a', ''],
    ]);
  });

  test('another execution runs inside: it sees what is flushed, not what is pending, and waits in vain for the lock', () => {
    const world = small(`
      function outer() {
        LockService.getDocumentLock().waitLock(1000);
        SpreadsheetApp.getActiveSheet().getRange('A1').setValue('pending');
        Utilities.sleep(1);
        return LockService.getDocumentLock().hasLock();
      }
      function inner() {
        var seen = SpreadsheetApp.getActiveSheet().getRange('A1').getValue();
        var got = LockService.getDocumentLock().tryLock(5000);
        var other = LockService.getUserLock().tryLock(5000);
        try { LockService.getDocumentLock().waitLock(10); } catch (e) { return [seen, got, other, e.message]; }
      }`);
    world.faults.push({
      at: { name: 'Utilities.sleep', nth: 1 },
      when: 'before',
      do: { kind: 'run', functionName: 'inner', user: 'bob' },
    });
    expect(world.run('outer').value).toBe(true);
    const inner = world.history[1];
    expect(inner).toMatchObject({ user: 'bob', outcome: 'returned' });
    expect(inner?.value).toEqual([
      '',
      false,
      true,
      'Lock timeout: another process was holding the lock for too long.',
    ]);
    expect((inner?.endedAt ?? 0) - (inner?.startedAt ?? 0)).toBe(400 + 80 + 5000 + 80 + 80 + 10);
    expect(world.run('inner').value).toBeUndefined();
  });

  test('an act may do anything to the world; k counts all calls of an execution', () => {
    const world = small(
      'function f() { Utilities.sleep(1); return SpreadsheetApp.getActiveSheet().getName(); }',
    );
    world.faults.push({
      at: { k: 2 },
      when: 'before',
      do: { kind: 'act', act: (w) => w.user.renameSheet('S', 'T') },
    });
    expect(world.run('f').value).toBe('T');
  });

  test('a clone goes its own way', () => {
    const world = small(
      `function f(v) { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(v); return Math.random(); }`,
    );
    world.run('f', ['first']);
    const twin = world.clone();
    expect(twin.run('f', ['twin']).value).toBe(world.clone().run('f', ['x']).value);
    expect([world.table(), twin.table(), world.history.length]).toEqual([[['first']], [['twin']], 1]);
  });

  test('a clone may talk to a copy of the other end', () => {
    const [first, second] = [server(() => answer(200)), server(() => answer(200))];
    const world = small(`function f() { UrlFetchApp.fetch('https://qrius.io/'); }`, { transport: first });
    world.clone(second).run('f');
    expect([first.reached.length, second.reached.length]).toEqual([0, 1]);
  });
});
