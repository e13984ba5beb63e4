// The contract of the other services: properties, fetching, the wire of the page, authorisation, dialogs, triggers.
import { PROPERTY_VALUE_BYTES } from '../../sim/apps-script/limits';
import { answer, evaluated, manifest, server, small } from './helper';

describe('properties (docs/facts/apps-script.md#property-size and #property-stores)', () => {
  test('user properties are each user’s own, document and script properties everybody’s', () => {
    const world = small(`
      function put() { ['User', 'Document', 'Script'].forEach(function (s) { PropertiesService['get' + s + 'Properties']().setProperties({ a: 1, b: s }); }); }
      function get() { return ['User', 'Document', 'Script'].map(function (s) { return PropertiesService['get' + s + 'Properties']().getProperty('a'); }); }
      function drop() { return PropertiesService.getUserProperties().deleteProperty('a').getKeys(); }`);
    world.run('put');
    expect(world.run('get').value).toEqual(['1', '1', '1']);
    expect(world.asUser('bob').run('get').value).toEqual([null, '1', '1']);
    expect(world.run('drop').value).toEqual(['b']);
  });

  test('a value has 9 KB, a store 500 KB; a refused write changes nothing', () => {
    const world = small(`
      function one(bytes) { PropertiesService.getUserProperties().setProperty('k', new Array(bytes + 1).join('x')); }
      function fill() { var p = PropertiesService.getUserProperties(); for (var i = 0; i < 60; i++) p.setProperty('k' + i, new Array(9001).join('x')); }`);
    expect(world.run('one', [PROPERTY_VALUE_BYTES]).outcome).toBe('returned');
    expect(world.run('one', [PROPERTY_VALUE_BYTES + 1]).error).toBe('Argument too large: value');
    expect(world.state.properties.user.owner?.k?.length).toBe(PROPERTY_VALUE_BYTES);
    expect(world.run('fill').error).toBe(
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    );
  });

  test('without a document there are no document properties and no document lock', () => {
    const body = `return [PropertiesService.getDocumentProperties(), LockService.getDocumentLock(), SpreadsheetApp.getActiveSpreadsheet()]`;
    expect(evaluated(body, { kind: 'standalone' })).toEqual([null, null, null]);
  });

  test('each access costs about 80 ms (measured, section 5)', () => {
    const { calls } = small('function f() { PropertiesService.getUserProperties().getProperties(); }').run(
      'f',
    );
    expect(calls.at(-1)).toMatchObject({ name: 'Properties.getProperties', cost: 80, trip: true });
  });
});

describe('UrlFetchApp (docs/facts/apps-script.md#fetching)', () => {
  const all = (requests: string) =>
    `try { return UrlFetchApp.fetchAll(${requests}).map(function (r) { return r.getResponseCode() + r.getContentText(); }); } catch (e) { return e.message; }`;

  test('results come in the order of the requests, which leave as they were written', () => {
    const transport = server(({ url }) => answer(200, url.slice(-1)));
    const body =
      all(`['https://qrius.io/1', { url: 'https://api.qrius.io/2', method: 'post', contentType: 'application/json',
      headers: { Authorization: 'Bearer k' }, payload: '{"a":1}', timeoutSeconds: 20 }]`);
    expect(evaluated(body, { transport })).toEqual(['2001', '2002']);
    expect(transport.reached).toEqual([
      { method: 'GET', url: 'https://qrius.io/1', headers: {}, body: '', timeoutMs: 360_000 },
      {
        method: 'POST',
        url: 'https://api.qrius.io/2',
        headers: { Authorization: 'Bearer k', 'Content-Type': 'application/json' },
        body: '{"a":1}',
        timeoutMs: 20_000,
      },
    ]);
  });

  test('an object as payload is sent as a form', () => {
    const transport = server(() => answer(200));
    evaluated(`UrlFetchApp.fetch('https://qrius.io/x', { method: 'post', payload: { a: '1 2', b: 'ü' } })`, {
      transport,
    });
    expect(transport.reached[0]).toMatchObject({
      body: 'a=1+2&b=%C3%BC',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  });

  test.each([
    ['dropped', 'Address unavailable: https://qrius.io/bad?key=1'],
    ['timeout', 'Timeout: https://qrius.io/bad?key=1'],
    ['unreachable', 'DNS error: https://qrius.io/bad?key=1'],
  ] as const)(
    'one member that is %s throws for the whole fetchAll, muted or not; the others reached the server',
    (reason, message) => {
      const transport = server(({ url }) =>
        url.includes('bad') ? { kind: 'failed', reason, ms: 50 } : answer(201),
      );
      const body = all(
        `['good', 'bad?key=1', 'fine'].map(function (p) { return { url: 'https://qrius.io/' + p, muteHttpExceptions: true }; })`,
      );
      expect(evaluated(body, { transport })).toBe(message);
      expect(transport.reached.map(({ url }) => url)).toHaveLength(3);
    },
  );

  test('an error status throws for the whole unless it is muted', () => {
    const transport = server(({ url }) => answer(url.endsWith('404') ? 404 : 200, 'no such code'));
    expect(evaluated(all(`['https://qrius.io/200', 'https://qrius.io/404']`), { transport })).toBe(
      'Request failed for https://qrius.io returned code 404. Truncated server response: no such code (use muteHttpExceptions option to examine full response)',
    );
    expect(
      evaluated(all(`[{ url: 'https://qrius.io/404', muteHttpExceptions: true }]`), { transport }),
    ).toEqual(['404no such code']);
  });

  test('header names keep the server’s case; getAllHeaders has lists for repeats', () => {
    const transport = server(() =>
      answer(200, '', [
        ['X-RateLimit-Limit', '5'],
        ['Set-Cookie', 'a'],
        ['Set-Cookie', 'b'],
      ]),
    );
    const body = `var r = UrlFetchApp.fetch('https://qrius.io/'); var all = r.getAllHeaders();
      return [r.getHeaders(), all, all['Set-Cookie'] instanceof Array, r.getHeaders()['x-ratelimit-limit'] === undefined]`;
    expect(evaluated(body, { transport })).toEqual([
      { 'X-RateLimit-Limit': '5', 'Set-Cookie': 'b' },
      { 'X-RateLimit-Limit': '5', 'Set-Cookie': ['a', 'b'] },
      true,
      true,
    ]);
  });

  test.each([
    ['a malformed URL rejects the whole batch', `['https://qrius.io/', 'qrius']`, 'Invalid argument: qrius'],
    [
      'a host outside urlFetchWhitelist (section 7)',
      `['https://evil.example/']`,
      'https://evil.example/ is not listed',
    ],
    ['plain http on a listed host', `['http://qrius.io/']`, 'http://qrius.io/ is not listed'],
    ['a longer host with a listed one in front', `['https://qrius.io.evil.example/']`, 'is not listed'],
    [
      'a URL over 2,082 characters',
      `['https://qrius.io/' + new Array(2083).join('x')]`,
      'Limit Exceeded: URLFetch URL Length.',
    ],
    [
      'headers over 8 KB',
      `[{ url: 'https://qrius.io/', headers: { a: new Array(8193).join('x') } }]`,
      'Limit Exceeded: URLFetch Header Size.',
    ],
    [
      'an option that is not modelled',
      `[{ url: 'https://qrius.io/', escaping: false }]`,
      'UrlFetchApp option escaping is not modelled',
    ],
  ])('refuses %s, before anything is sent', (_, requests, message) => {
    const transport = server(() => answer(200));
    expect(evaluated(all(requests), { transport })).toContain(message);
    expect(transport.reached).toEqual([]);
  });
});

describe('google.script.run (docs/facts/apps-script.md#sidebar-calls)', () => {
  const world = small(`
    function echo(value) { return value; }
    function dated() { return { rows: [{ at: new Date() }] }; }
    function holes() { return { list: [1, undefined], gone: undefined }; }
    function nothing() {}
    function withFunction() { return { f: function () {} }; }
    function fails() { throw new TypeError('no such row'); }
    function hidden_() { return 1; }
    var held = { method: function () { return 1; } };`);

  test.each([
    ['dated', null],
    ['holes', { list: [1, null] }],
    ['nothing', null],
    ['withFunction', null],
  ])('%s arrives as %j', (name, value) => {
    expect(world.rpc(name)).toMatchObject({ outcome: 'returned', value });
  });

  test('arguments are copies by JSON, a Date cannot pass', () => {
    const argument = { list: [1, 'a', null, true] };
    const { value } = world.rpc('echo', [argument]);
    expect(value).toEqual(argument);
    expect(value).not.toBe(argument);
    expect(() => world.rpc('echo', [{ at: new Date() }])).toThrow('cannot pass google.script.run');
  });

  test('private names, and what is not at the top level, do not exist', () => {
    expect(world.rpc('hidden_')).toMatchObject({
      outcome: 'threw',
      error: 'google.script.run.hidden_ is not a function',
    });
    expect(world.rpc('method')).toMatchObject({
      outcome: 'threw',
      error: 'google.script.run.method is not a function',
    });
  });

  test('a failure is reduced to its message', () => {
    const result = world.rpc('fails');
    expect(result).toMatchObject({ outcome: 'threw', error: 'no such row' });
    expect(result.stack).toBeUndefined();
  });

  test('a call starts 300 to 1500 ms later, by the seed', () => {
    const delays = Array.from({ length: 20 }, () => {
      const before = world.now();
      return world.rpc('nothing').startedAt - before;
    });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1500);
    expect(new Set(delays).size).toBeGreaterThan(10);
  });
});

describe('authorisation (docs/facts/apps-script.md#authorization-modes)', () => {
  const menu = `SpreadsheetApp.getUi().createAddonMenu().addItem('Go', 'go').addSeparator().addToUi();`;

  test('in NONE only menus, Logger and Utilities work; the event tells the mode', () => {
    const world = small(
      `function onOpen(e) { Logger.log(String(e.authMode)); console.log(e.authMode === ScriptApp.AuthMode.NONE, Utilities.getUuid().length); ${menu} }`,
    );
    expect(world.open('bob', 'NONE')).toEqual({
      title: 'Add-on',
      items: [{ label: 'Go', functionName: 'go' }, { separator: true }],
    });
    expect(world.history[0]?.log).toEqual(['NONE', 'true 36']);
  });

  test.each([
    ['PropertiesService.getUserProperties()', 'PropertiesService.getUserProperties'],
    ['SpreadsheetApp.getActiveSheet()', 'SpreadsheetApp.getActiveSheet'],
    ['Session.getActiveUserLocale()', 'Session.getActiveUserLocale'],
    ['LockService.getDocumentLock()', 'LockService.getDocumentLock'],
  ])('in NONE %s throws, and at the top level of the bundle it kills the menu', (call, name) => {
    const inside = small(`function onOpen() { ${menu} ${call}; }`);
    inside.open('owner', 'NONE');
    expect(inside.history[0]?.error).toContain(`You do not have permission to call ${name}`);
    const top = small(`var early = ${call}; function onOpen() { ${menu} }`);
    expect(top.open('owner', 'NONE')).toBeNull();
    expect(top.open('owner', 'LIMITED')).not.toBeNull();
  });

  test.each([
    "UrlFetchApp.fetch('https://qrius.io/')",
    "SpreadsheetApp.getUi().alert('x')",
    'ScriptApp.getProjectTriggers()',
  ])('in LIMITED %s throws; document and properties work', (call) => {
    const world = small(
      `function onOpen() { SpreadsheetApp.getActiveSheet().getName(); PropertiesService.getUserProperties(); console.log('so far'); ${call}; }`,
    );
    world.open();
    expect(world.history[0]?.log).toEqual(['so far']);
    expect(world.history[0]?.error).toContain('You do not have permission to call ');
  });

  test.each([
    ['spreadsheets.currentonly', 'SpreadsheetApp.getActiveSheet()'],
    ['script.container.ui', "SpreadsheetApp.getUi().alert('x')"],
    ['script.external_request', "UrlFetchApp.fetch('https://qrius.io/')"],
    ['script.scriptapp', 'ScriptApp.getProjectTriggers()'],
  ])('without the scope %s, %s throws (section 7)', (scope, call) => {
    const oauthScopes = manifest.oauthScopes.filter((granted) => !granted.endsWith(scope));
    expect(() => evaluated(call, { manifest: { ...manifest, oauthScopes } })).toThrow(
      'Specified permissions are not sufficient to call',
    );
  });

  test('openById fails under spreadsheets.currentonly', () => {
    expect(() => evaluated(`SpreadsheetApp.openById('x')`)).toThrow(
      'not sufficient to call SpreadsheetApp.openById',
    );
  });
});

describe('Ui, toasts and pages', () => {
  test('a menu item runs its function; dialogs take the queued answers and are closed without one', () => {
    const world = small(
      `function onOpen() { var ui = SpreadsheetApp.getUi(); ui.createMenu('M').addSubMenu(ui.createMenu('More').addItem('Ask…', 'ask')).addToUi(); }
       function ask() {
         var ui = SpreadsheetApp.getUi();
         var p = ui.prompt('Key', 'Your key?', ui.ButtonSet.OK_CANCEL);
         SpreadsheetApp.getActive().toast('Working', 'Qrius', 3);
         ui.showSidebar(HtmlService.createHtmlOutputFromFile('sidebar').setTitle('Codes'));
         return [p.getSelectedButton() === ui.Button.OK, p.getResponseText(), ui.alert('Sure?') === ui.Button.CLOSE];
       }`,
      { html: { sidebar: '<p>hi</p>' } },
    );
    world.open();
    world.answers.push({ button: 'OK', text: 'qrius_1' });
    expect(world.clickMenu('Ask…').value).toEqual([true, 'qrius_1', true]);
    expect(world.shown).toMatchObject([
      { kind: 'prompt', title: 'Key', message: 'Your key?', buttons: 'OK_CANCEL', answer: { button: 'OK' } },
      { kind: 'toast', message: 'Working', title: 'Qrius', seconds: 3, userId: 'owner' },
      { kind: 'sidebar', title: 'Codes', html: '<p>hi</p>' },
      { kind: 'alert', title: '', message: 'Sure?', buttons: 'OK', answer: { button: 'CLOSE' } },
    ]);
    expect(() => world.clickMenu('Absent')).toThrow('The menu has no item "Absent".');
  });

  test('a dialog of HTML has a title and a size of its own, and may leave the sheet in reach', () => {
    const world = small(
      `function show() {
         var ui = SpreadsheetApp.getUi(), page = HtmlService.createHtmlOutput('<p>hi</p>');
         ui.showModelessDialog(page.setWidth(900).setHeight(600), 'Codes');
         ui.showModalDialog(HtmlService.createHtmlOutput('<p>ho</p>'), 'Wait');
       }`,
    );
    world.run('show');
    expect(world.shown).toMatchObject([
      { kind: 'dialog', title: 'Codes', html: '<p>hi</p>', modal: false, width: 900, height: 600 },
      { kind: 'dialog', title: 'Wait', html: '<p>ho</p>', modal: true, width: null, height: null },
    ]);
  });

  test('Utilities.formatDate writes in the zone that is asked for', () => {
    const at = 'new Date(Date.UTC(2027, 6, 1, 21, 5, 9))';
    expect(
      evaluated(
        `return [Utilities.formatDate(${at}, 'Europe/Berlin', "yyyy-MM-dd'T'HH:mm:ssXXX"), Utilities.formatDate(${at}, 'UTC', 'EEE d MMM, h:mm a')]`,
      ),
    ).toEqual(['2027-07-01T23:05:09+02:00', 'Thu 1 Jul, 9:05 PM']);
    expect(evaluated(`return Utilities.base64Encode('ü')`)).toBe('w7w=');
  });
});

test.each([
  ['addon', 'WEB_STORE_ADD_ON'],
  ['bound', 'NONE'],
] as const)(
  'how an %s script was installed is told (ScriptApp reference, getInstallationSource)',
  (kind, told) => {
    const code = 'function how() { return String(ScriptApp.getInstallationSource()); }';
    expect(small(code, { kind }).run('how').value).toBe(told);
  },
);

describe('clock triggers (docs/facts/apps-script.md#triggers-and-authorization)', () => {
  const code = `
    function make(hours) { return ScriptApp.newTrigger('tick').timeBased().everyHours(hours).create().getUniqueId(); }
    function once(ms) { ScriptApp.newTrigger('tick').timeBased().after(ms).create(); }
    function often() { ScriptApp.newTrigger('tick').timeBased().everyMinutes(5).create(); }
    function tick(e) {
      var ui; try { SpreadsheetApp.getUi(); } catch (error) { ui = error.message; }
      return [e.triggerUid, String(e.authMode), 'source' in e, ui, SpreadsheetApp.getActiveSpreadsheet() !== null, Session.getScriptTimeZone()];
    }
    function list() { return ScriptApp.getProjectTriggers().map(function (t) { return t.getHandlerFunction() + ' ' + t.getTriggerSourceId(); }); }
    function clear() { ScriptApp.getProjectTriggers().forEach(function (t) { ScriptApp.deleteTrigger(t); }); }`;
  const HOUR = 3_600_000;

  test('run as their creator when the clock passes their time, without an editor and without source', () => {
    const world = small(code);
    const id = world.asUser('bob').run('make', [1]).value;
    expect(world.advance(HOUR - 1000)).toEqual([]);
    const runs = world.advance(HOUR + 2000);
    expect(runs.map(({ user, outcome }) => `${user} ${outcome}`)).toEqual(['bob returned', 'bob returned']);
    expect(runs[0]?.value).toEqual([
      id,
      'FULL',
      false,
      'Cannot call SpreadsheetApp.getUi() from this context.',
      true,
      'Etc/UTC',
    ]);
    expect([world.run('list').value, world.asUser('bob').run('list').value]).toEqual([[], ['tick null']]);
    world.asUser('bob').run('clear');
    expect(world.advance(5 * HOUR)).toEqual([]);
  });

  test('an add-on has one for each user in a document, at most hourly; a bound script may have more', () => {
    const world = small(code);
    expect(world.run('often').error).toContain('once per hour');
    expect(world.run('make', [1]).outcome).toBe('returned');
    expect(world.asUser('bob').run('make', [1]).outcome).toBe('returned');
    expect(world.run('make', [2]).error).toBe(
      'This add-on has created too many time-based triggers in this document for this Google user account.',
    );
    const bound = small(code, { kind: 'bound' });
    expect(['often', 'often', 'list'].map((name) => bound.run(name).outcome)).toEqual([
      'returned',
      'returned',
      'returned',
    ]);
  });

  test('a one-shot trigger fires once and stays in the list until code deletes it', () => {
    const world = small(code);
    world.run('once', [60_000]);
    world.advance(60_000);
    expect(world.fireDueTriggers()).toEqual([]);
    expect([world.advance(HOUR), world.run('list').value]).toEqual([[], ['tick null']]);
  });

  test('whether a published add-on sees its document there is unconfirmed: a world can be told that it does not', () => {
    const world = small(code, { clockTriggerDocument: 'null' });
    world.run('make', [1]);
    expect(world.advance(HOUR)[0]?.value).toMatchObject({ 4: false });
  });
});
