// The contract of time in the world: the spreadsheet's zone, dates in cells, and when and as whom clock triggers run.
import { TRIGGERS_PER_USER } from '../../sim/apps-script/limits';
import { evaluated, small } from './helper';

const HOUR = 3_600_000;
const inZone = (timeZone: string) => ({ document: { timeZone, sheets: [{ name: 'S' }] } });

describe('the spreadsheet’s zone (docs/facts/apps-script.md#dates-in-cells)', () => {
  const code = `
    var cells = function () { return SpreadsheetApp.getActiveSheet().getRange('A1:C1'); };
    function put(ms) { cells().setValues([[new Date(ms), 41, 2.5]]); }
    function read() { return cells().getValues()[0].map(function (v) { return v instanceof Date ? v.getTime() : v; }); }`;

  test.each([
    ['Europe/Berlin', '2026-03-29T00:59Z', '3/29/2026 1:59:00'],
    ['Europe/Berlin', '2026-03-29T01:00Z', '3/29/2026 3:00:00'],
    ['America/New_York', '2026-11-01T04:30Z', '11/1/2026 0:30:00'],
    ['America/New_York', '2026-11-01T05:30Z', '11/1/2026 1:30:00'],
    ['Asia/Kolkata', '2026-03-14T09:39Z', '3/14/2026 15:09:00'],
  ])('in %s the moment %s shows as %s and is read back; numbers stay numbers', (timeZone, moment, shown) => {
    const world = small(code, inZone(timeZone));
    world.run('put', [Date.parse(moment)]);
    expect(world.table()[0]).toEqual([shown, '41', '2.5']);
    expect(world.run('read').value).toEqual([Date.parse(moment), 41, 2.5]);
  });

  test.each([
    ['Europe/Berlin', '2026-10-25T01:30Z'],
    ['America/New_York', '2026-11-01T06:30Z'],
  ])(
    'in %s a moment of the second of two equal hours is read back as one of the first (assumed)',
    (timeZone, moment) => {
      const world = small(code, inZone(timeZone));
      world.run('put', [Date.parse(moment)]);
      expect(world.run('read').value).toMatchObject([Date.parse(moment) - HOUR, 41, 2.5]);
    },
  );

  test('a cell keeps the time on the wall: another zone set later makes it another moment', () => {
    const world = small(code, inZone('Europe/Berlin'));
    const noon = Date.parse('2026-07-01T10:00Z');
    world.run('put', [noon]);
    if (world.state.document) world.state.document.timeZone = 'America/New_York';
    expect(world.table()[0]?.[0]).toBe('7/1/2026 12:00:00');
    expect(world.run('read').value).toMatchObject([noon + 6 * HOUR, 41, 2.5]);
    expect(world.run('put', [noon]).outcome).toBe('returned');
    expect(world.table()[0]?.[0]).toBe('7/1/2026 6:00:00');
  });

  test('Utilities.formatDate tells the weekday as a number, Monday first, on both sides of a change of clocks', () => {
    const at = (moment: string) =>
      `Utilities.formatDate(new Date('${moment}'), 'Europe/Berlin', 'yyyy-MM-dd-HH-mm-u')`;
    const moments = [
      '2026-03-29T00:59Z',
      '2026-03-29T01:00Z',
      '2026-10-25T00:30Z',
      '2026-10-25T01:30Z',
      '2026-10-25T23:30Z',
    ];
    expect(evaluated(`return [${moments.map(at)}]`)).toEqual([
      '2026-03-29-01-59-7',
      '2026-03-29-03-00-7',
      '2026-10-25-02-30-7',
      '2026-10-25-02-30-7',
      '2026-10-26-00-30-1',
    ]);
  });
});

const triggerCode = `
  function make() { ScriptApp.newTrigger('tick').timeBased().everyHours(1).create(); }
  function tick() {
    return [PropertiesService.getDocumentProperties() === null, LockService.getDocumentLock() === null, SpreadsheetApp.getActiveSpreadsheet() === null];
  }
  function tell() {
    var info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
    return [String(info.getAuthorizationStatus()), info.getAuthorizationUrl() !== null];
  }`;

describe('clock triggers (docs/facts/apps-script.md#triggers-and-authorization)', () => {
  test('fire once in each hour, at a minute of Google’s choice, where the world is told so', () => {
    const world = small(triggerCode, { triggerMinute: 'random' });
    world.run('make');
    const made = Math.floor(world.now() / HOUR);
    const fired = world.advance(30 * HOUR).map(({ startedAt }) => startedAt);
    expect(fired.slice(0, 29).map((at) => Math.floor(at / HOUR) - made)).toEqual(
      Array.from({ length: 29 }, (_, index) => index + 1),
    );
    expect(new Set(fired.map((at) => Math.floor((at % HOUR) / 60_000))).size).toBeGreaterThan(10);
  });

  test('a bound script has twenty for each user, and no more (section 1)', () => {
    const world = small(triggerCode, { kind: 'bound' });
    for (let made = 0; made < TRIGGERS_PER_USER; made++) expect(world.run('make').outcome).toBe('returned');
    expect(world.run('make').error).toContain('too many triggers');
    expect(world.asUser('bob').run('make').outcome).toBe('returned');
  });

  test('a clock trigger that sees no document has no document properties and no document lock (section 5)', () => {
    const values = (['active', 'null'] as const).map((clockTriggerDocument) => {
      const world = small(triggerCode, { clockTriggerDocument });
      world.run('make');
      return world.advance(HOUR)[0]?.value;
    });
    expect(values).toEqual([
      [false, false, false],
      [true, true, true],
    ]);
  });

  describe('of a user who must authorise the script again', () => {
    const firing = (body: string) => {
      const world = small(`${triggerCode} function tick() { ${body} }`);
      world.asUser('bob').run('make');
      world.state.unauthorised.push('bob');
      return world.advance(HOUR)[0];
    };

    test('still fire, and can find out', () => {
      expect(firing('return tell();')).toMatchObject({ user: 'bob', value: ['REQUIRED', true] });
      const world = small(triggerCode);
      world.state.unauthorised.push('bob');
      expect(world.run('tell').value).toEqual(['NOT_REQUIRED', false]);
    });

    test.each([
      'SpreadsheetApp.getActiveSheet().getName()',
      "UrlFetchApp.fetch('https://qrius.io/')",
      'ScriptApp.getProjectTriggers()',
    ])('die at %s; properties, which need no scope, can be had', (call) => {
      const result = firing(
        `PropertiesService.getUserProperties().setProperty('a', '1'); console.log('so far'); ${call};`,
      );
      expect(result).toMatchObject({
        outcome: 'threw',
        error: 'Authorization is required to perform that action.',
        log: ['so far'],
      });
    });
  });
});
