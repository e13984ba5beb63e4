// The contract of charts: what a builder puts together, when it stands in the sheet, and who may put it there.
import type { World } from '../../sim/apps-script/world';
import { small } from './helper';

const BUILT = `sheet.newChart().asBarChart().addRange(sheet.getRange('A1:B3')).addRange(sheet.getRange('A1:B3'))
  .setNumHeaders(1).setOption('title', 'Top').setPosition(2, 4, 0, 0).build()`;
const withChart = (body: string): World =>
  small(`function f() { var sheet = SpreadsheetApp.getActiveSheet(); ${body} }`, {
    document: { sheets: [{ name: 'S', rows: [['h', 'n']] }] },
  });
const chartsOf = (world: World) => world.state.document?.sheets[0]?.charts;

test('a chart is in the sheet once it is inserted, with each range once (Sheet.insertChart, addRange)', () => {
  const world = withChart(`sheet.insertChart(${BUILT}); return sheet.getCharts().length;`);
  expect(world.run('f').value).toBe(1);
  expect(chartsOf(world)).toMatchObject([
    { type: 'BAR', headers: 1, options: { title: 'Top' }, anchor: { row: 2, column: 4 } },
  ]);
  expect(chartsOf(world)?.[0]?.ranges).toHaveLength(1);
});

test('one that was only built does not (EmbeddedChartBuilder.build)', () => {
  const world = withChart(`${BUILT}; return sheet.getCharts().length;`);
  expect(world.run('f').value).toBe(0);
});

test('what is no chart is refused', () => {
  expect(withChart('sheet.insertChart(sheet.newChart);').run('f').outcome).toBe('threw');
});

test('a protected sheet takes none of those who may not edit', () => {
  const world = withChart(`sheet.insertChart(${BUILT});`);
  world.user.protectRange('S', 'A:Z');
  expect(world.asUser('bob').run('f').outcome).toBe('threw');
  expect(world.run('f').outcome).toBe('returned');
});

test('a copy of the world has charts of its own', () => {
  const world = withChart(`sheet.insertChart(${BUILT});`);
  const copy = world.clone();
  world.run('f');
  expect(chartsOf(copy)).toEqual([]);
});
