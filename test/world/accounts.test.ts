// What Google, an admin or a user settles for one account (docs/facts/apps-script.md#granular-consent), and copies of documents.
import type { Account } from '../../sim/apps-script/accounts';
import { TRIGGER_BUDGET_MS } from '../../sim/apps-script/limits';
import type { World, WorldOptions } from '../../sim/apps-script/world';
import { answer, server, small } from './helper';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A world whose user "bob" has an account with limits. */
function withAccount(account: Account, code: string, options: Partial<WorldOptions> = {}): World {
  return small(code, {
    users: [
      { id: 'owner', email: 'owner@example.com' },
      { id: 'bob', email: 'bob@example.com', ...account },
    ],
    ...options,
  });
}

describe('a scope that the user has unticked', () => {
  const SCOPES = [
    'spreadsheets.currentonly',
    'script.container.ui',
    'script.external_request',
    'script.scriptapp',
  ];
  const code = `
    function sheet() { SpreadsheetApp.getActiveSheet(); }
    function page() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('')); }
    function fetch() { UrlFetchApp.fetch('https://api.qrius.io/'); }
    function trigger() { ScriptApp.newTrigger('sheet'); }
    function properties() { PropertiesService.getUserProperties().getKeys(); }
    function info() {
      var fetching = ['https://www.googleapis.com/auth/script.external_request'];
      return [ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL), ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL, fetching)]
        .map(function (info) { return [String(info.getAuthorizationStatus()), info.getAuthorizedScopes().length, info.getAuthorizationUrl() === null]; });
    }`;

  test.each([
    ['spreadsheets.currentonly', 'sheet'],
    ['script.container.ui', 'page'],
    ['script.external_request', 'fetch'],
    ['script.scriptapp', 'trigger'],
  ])('%s stops %s and nothing else', (scope, stopped) => {
    const transport = server(() => answer(200));
    const world = withAccount({ deniedScopes: [scope] }, code, { transport });
    const names = [
      'sheet',
      'fetch',
      'trigger',
      'properties',
      ...(scope.startsWith('spread') ? [] : ['page']),
    ];
    for (const name of new Set([stopped, ...names])) {
      const { outcome, error } = world.asUser('bob').run(name);
      if (name !== stopped) expect([name, outcome]).toEqual([name, 'returned']);
      else
        expect(error).toMatch(
          /^Specified permissions are not sufficient to call \S+\. Required permissions: https:/,
        );
    }
    expect(world.run(stopped).outcome).toBe('returned');
  });

  test('getAuthorizationInfo shows it, and a call that was denied in the middle throws', () => {
    const world = withAccount({ deniedScopes: ['script.scriptapp'] }, code);
    expect(world.asUser('bob').run('info').value).toEqual([
      ['REQUIRED', SCOPES.length - 1, false],
      ['NOT_REQUIRED', SCOPES.length - 1, true],
    ]);
    world.happen({ kind: 'account', user: 'bob', set: { deniedScopes: [] } });
    expect(world.asUser('bob').run('info').value).toMatchObject([
      ['NOT_REQUIRED', 4, true],
      ['NOT_REQUIRED', 4, true],
    ]);
    world.faults.push({
      at: { name: 'UrlFetchApp.fetch', nth: 1 },
      when: 'before',
      do: { kind: 'account', user: 'bob', set: { deniedScopes: ['script.container.ui'] } },
    });
    world.asUser('bob').run('fetch');
    expect(world.asUser('bob').run('page').outcome).toBe('threw');
  });
});

test('an admin’s allowlist keeps UrlFetchApp from other hosts', () => {
  const transport = server(() => answer(200));
  const code = `function f(host) { return UrlFetchApp.fetch('https://' + host + '/').getResponseCode(); }`;
  const world = withAccount({ urlAllowlist: ['qrius.io'] }, code, { transport });
  expect(world.asUser('bob').run('f', ['api.qrius.io']).error).toMatch(/not allowed by your administrator/);
  expect(world.asUser('bob').run('f', ['qrius.io']).value).toBe(200);
  expect(world.run('f', ['api.qrius.io']).value).toBe(200);
  expect(transport.reached).toHaveLength(2);
});

describe('calls of the page', () => {
  const code = `function f() { PropertiesService.getUserProperties().setProperty('k', 'v'); return 1; }`;

  test('run as another account where several are signed in', () => {
    const world = withAccount({ page: { runsAs: 'owner' } }, code);
    expect(world.asUser('bob').rpc('f')).toMatchObject({ value: 1, user: 'owner' });
    expect(Object.keys(world.state.properties.user)).toEqual(['owner']);
  });

  test('fail without an execution after hours idle, until the page is loaded again', () => {
    const fails = 'NetworkError: Connection failure due to HTTP 0';
    const world = withAccount({ page: { fails } }, code);
    expect(world.asUser('bob').rpc('f')).toMatchObject({ outcome: 'threw', error: fails, execution: 0 });
    world.happen({ kind: 'account', user: 'bob', set: { page: null } });
    expect(world.asUser('bob').rpc('f').value).toBe(1);
  });
});

test('errors come in the language of the account', () => {
  const code = `function f() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1); }
    function locale() { return Session.getActiveUserLocale(); }`;
  const world = withAccount({ language: 'de' }, code);
  world.user.protectRange('S', 'A1');
  expect(world.asUser('bob').run('f').error).toMatch(/^Sie versuchen, eine geschützte Zelle/);
  expect(world.asUser('bob').run('locale').value).toBe('de');
  expect(world.run('locale').value).toBe('en');
});

describe('triggers', () => {
  const code = `
    function make() { ScriptApp.newTrigger('work').timeBased().everyHours(1).create(); }
    function list() { return ScriptApp.getProjectTriggers().length; }
    function work() { Utilities.sleep(5 * 60000); }`;

  test('that Google has disabled are still listed, and never fire', () => {
    const world = small(code);
    world.run('make');
    expect(world.advance(HOUR_MS)).toHaveLength(1);
    world.happen({ kind: 'disableTriggers', user: 'bob' });
    expect(world.advance(HOUR_MS)).toHaveLength(1);
    world.happen({ kind: 'disableTriggers' });
    expect(world.advance(5 * HOUR_MS)).toEqual([]);
    expect(world.run('list').value).toBe(1);
    expect(world.run('make').error).toMatch(/too many time-based triggers/);
  });

  test('have 90 minutes in 24 hours together; a run is cut short, further ones are left out', () => {
    const world = withAccount({ triggerBudgetMs: TRIGGER_BUDGET_MS - 3 * MINUTE_MS }, code);
    world.asUser('bob').run('make');
    world.run('make');
    const outcomes = world
      .advance(23 * HOUR_MS)
      .filter(({ user }) => user === 'bob')
      .map(({ outcome }) => outcome);
    // 87 minutes: seventeen runs of five, and two minutes of another one.
    expect(outcomes).toEqual([...new Array(17).fill('returned'), 'killed']);
    expect(world.advance(4 * HOUR_MS).filter(({ user }) => user === 'bob').length).toBeGreaterThan(1);
    expect(
      world.history.filter(({ functionName, user }) => functionName === 'work' && user === 'owner'),
    ).toHaveLength(27);
  });
});

test.each<[published: boolean, ordinary: string[]]>([
  [false, ['Do it']],
  [true, ['Help']],
])('in an add-on that is published: %s, a menu of createMenu shows %j', (published, ordinary) => {
  const code = `function onOpen() {
    var ui = SpreadsheetApp.getUi();
    ui.createMenu('Mine').addItem('Do it', 'f').addToUi();
    ui.createAddonMenu().addItem('Do it', 'f').addToUi();
  } function f() {}`;
  const world = small(code, { published });
  world.open();
  const labels = world.state.menus.owner?.map(({ items }) =>
    items.map((item) => 'label' in item && item.label),
  );
  expect(labels).toEqual([ordinary, ['Do it']]);
});

describe('a copy of the document', () => {
  const code = `
    function set() {
      PropertiesService.getDocumentProperties().setProperty('job', '1');
      PropertiesService.getUserProperties().setProperty('key', '1');
      ScriptApp.newTrigger('get').timeBased().everyHours(1).create();
      SpreadsheetApp.getActive().insertSheet('Log').hideSheet().getRange('A1').setValue('line');
      return Utilities.getUuid();
    }
    function get() {
      var book = SpreadsheetApp.getActive();
      return [book.getId(), book.getName(), book.getSheetByName('Log').isSheetHidden(), book.getSheetByName('Log').getRange('A1').getValue(),
        PropertiesService.getDocumentProperties().getProperty('job'), PropertiesService.getUserProperties().getProperty('key'),
        ScriptApp.getProjectTriggers().length];
    }
    function uuid() { return Utilities.getUuid(); }`;

  test.each<[string, Partial<WorldOptions>, unknown[]]>([
    ['of an add-on keeps the document properties, the worse reading', {}, ['1', '1', 0]],
    ['without them, where the world says so', { readings: { copiedProperties: 'dropped' } }, [null, '1', 0]],
    ['of a bound script has a script of its own', { kind: 'bound' }, ['1', null, 0]],
  ])('%s', (_, options, rest) => {
    const world = small(code, options);
    world.run('set');
    const copy = world.copyDocument();
    const [id] = world.run('get').value as string[];
    expect(copy.run('get').value).toEqual([
      `${id}-copy`,
      'Copy of Untitled spreadsheet',
      true,
      'line',
      ...rest,
    ]);
    expect(copy.advance(5 * HOUR_MS)).toEqual([]);
    expect(world.advance(HOUR_MS)).toHaveLength(1);
  });

  test('belongs to who copied it, and shares neither cells nor random numbers', () => {
    const world = small(code);
    world.user.protectRange('S', 'A1');
    const copy = world.copyDocument('bob');
    expect(copy.state.document?.ownerId).toBe('bob');
    copy.user.setCell('S', 'A1', 'x');
    expect(world.table('S')).toEqual([]);
    expect(copy.run('uuid').value).not.toBe(world.run('uuid').value);
  });
});
