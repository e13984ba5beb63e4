// The adapters of a schedule on the world: the user's clock triggers, and the spreadsheet's zone.
import { small } from '../world/helper';
import { adapterScript } from './bundle';

const HOUR = 3_600_000;
const code = adapterScript(
  'triggers',
  `
  function hourly() { try { adapter.ensureHourly('tick', false); return 'ok'; } catch (error) { return error.info; } }
  function soon() { try { adapter.afterMinutes('later', 5); return 'ok'; } catch (error) { return error.info; } }
  function has() { const all = ScriptApp.getProjectTriggers().map((trigger) => trigger.getHandlerFunction()); return [all.includes('tick'), all.includes('later')]; }
  function replace() { return adapter.ensureHourly('tick', true); }
  function remove() { adapter.removeOwn('tick'); }
  function missing() { return adapter.authorisationMissing(); }
  function other() { ScriptApp.newTrigger('later').timeBased().everyHours(1).create(); }
  function double() { ScriptApp.newTrigger('tick').timeBased().everyHours(1).create(); }
  function tick() { return 'tick'; }
  function later() { return 'later'; }`,
);
const bound = () => small(code, { kind: 'bound' });

describe('the hourly trigger', () => {
  test('is there once, however often it is asked for, and is each user’s own', () => {
    const world = small(code);
    expect([world.run('hourly').value, world.run('hourly').value]).toEqual(['ok', 'ok']);
    expect(world.run('has').value).toEqual([true, false]);
    expect(world.asUser('bob').run('has').value).toEqual([false, false]);
    expect(world.asUser('bob').run('hourly').value).toBe('ok');
    expect(world.advance(HOUR + 5000).map(({ user }) => user)).toEqual(['owner', 'bob']);
    world.run('remove');
    expect(world.advance(HOUR).map(({ user }) => user)).toEqual(['bob']);
  });

  test('doubles are removed to one, and triggers of other functions stay', () => {
    const world = bound();
    for (const made of ['double', 'double', 'double', 'other']) world.run(made);
    world.run('hourly');
    expect(world.advance(HOUR + 5000).map(({ value }) => value)).toEqual(['tick', 'later']);
  });

  test('one that is listed and dead is replaced where that is asked for', () => {
    const world = small(code);
    world.run('hourly');
    world.happen({ kind: 'disableTriggers' });
    world.run('hourly');
    expect(world.advance(2 * HOUR)).toEqual([]);
    expect(world.run('replace').value).toBe(true);
    expect(world.advance(HOUR + 5000).map(({ value }) => value)).toEqual(['tick']);
  });

  test('that Google refuses is reported in a sentence', () => {
    const world = small(code);
    world.run('other');
    expect(world.run('hourly').value).toEqual({
      code: 'trigger-refused',
      message:
        'Google did not let the add-on run automatically in this document. Remove triggers of Qrius that you no longer need under “My triggers” at script.google.com, or try again later.',
    });
  });
});

describe('a run in some minutes', () => {
  test('comes once; a second request replaces the first, and fired triggers do not pile up', () => {
    const world = bound();
    for (let time = 0; time < 30; time++) {
      expect([world.run('soon').value, world.run('soon').value]).toEqual(['ok', 'ok']);
      expect(world.advance(5 * 60_000).map(({ value }) => value)).toEqual(['later']);
    }
    expect(world.state.triggers).toHaveLength(1);
  });

  test('is refused in an add-on whose one trigger is the hourly one, which stays', () => {
    const world = small(code);
    world.run('hourly');
    expect(world.run('soon').value).toMatchObject({ code: 'trigger-refused' });
    expect(world.run('has').value).toEqual([true, false]);
  });
});

test('whether the user must authorise the add-on again', () => {
  const world = small(code);
  expect(world.run('missing').value).toBe(false);
  world.state.unauthorised.push('owner');
  expect([world.run('missing').value, world.asUser('bob').run('missing').value]).toEqual([true, false]);
});

test.each([
  ['Europe/Berlin', '2026-03-29T01:30Z', [2026, 3, 29, 3, 30, 7]],
  ['America/New_York', '2026-11-02T04:59Z', [2026, 11, 1, 23, 59, 7]],
  ['Asia/Kolkata', '2026-12-31T18:30Z', [2027, 1, 1, 0, 0, 5]],
])('the wall clock of a spreadsheet in %s', (timeZone, moment, parts) => {
  const script = adapterScript('zone', 'function f(ms) { return adapter.spreadsheetZone().parts(ms); }');
  const world = small(script, { document: { timeZone, sheets: [{ name: 'S' }] } });
  const [year, month, day, hour, minute, weekday] = parts;
  expect(world.run('f', [Date.parse(moment)]).value).toEqual({ year, month, day, hour, minute, weekday });
});
