// Charts that stand in a sheet: the builder, its bar chart, and what a sheet does with them. Nothing is drawn.

import type { Area } from '../a1';
import type { ChartState } from '../cells';
import { make, stateOf } from '../facade';
import type { Handles, RangeState } from '../handles';
import { Refusal } from '../refusal';
import type { Execution, FacadeClass } from '../types';
import { checkEditable } from './buffered-writes';
import { handle, method, text, whole } from './methods';
import { gridOf } from './sheet-access';

type BuilderName = 'EmbeddedChartBuilder' | 'EmbeddedBarChartBuilder';

/** A step of a builder, which changes the builder itself and gives it back. */
const step = (name: BuilderName, act: (draft: ChartState, ...args: unknown[]) => void) =>
  handle<ChartState>((x, draft, ...args) => {
    act(draft, ...args);
    return make(x, name, draft);
  });

/** What both builders can do; each of these gives back the general one (EmbeddedBarChartBuilder, reference). */
const steps = {
  // “If the range has already been added to the chart, this method does not add it” (EmbeddedChartBuilder.addRange).
  addRange: step('EmbeddedChartBuilder', (draft, range) => {
    const added = stateOf(range) as RangeState;
    const held = draft.ranges.some((known) => JSON.stringify(known) === JSON.stringify(added));
    if (!held) draft.ranges.push(added);
  }),
  setNumHeaders: step('EmbeddedChartBuilder', (draft, headers) => {
    draft.headers = whole(headers, 'headers');
  }),
  setOption: step('EmbeddedChartBuilder', (draft, option, value) => {
    draft.options[text(option, 'option')] = value;
  }),
  setPosition: step('EmbeddedChartBuilder', (draft, row, column, right, down) => {
    whole(right, 'offsetX');
    whole(down, 'offsetY');
    draft.anchor = { row: whole(row, 'anchorRowPos'), column: whole(column, 'anchorColPos') };
  }),
  build: handle<ChartState>((x, draft) => make(x, 'EmbeddedChart', structuredClone(draft))),
};

export const chartBuilderClass: FacadeClass<ChartState> = {
  name: 'EmbeddedChartBuilder',
  permission: 'document',
  methods: {
    ...steps,
    asBarChart: step('EmbeddedBarChartBuilder', (draft) => {
      draft.type = 'BAR';
    }),
  },
};

export const barChartBuilderClass: FacadeClass<ChartState> = {
  name: 'EmbeddedBarChartBuilder',
  permission: 'document',
  methods: steps,
};

export const embeddedChartClass: FacadeClass<ChartState> = {
  name: 'EmbeddedChart',
  permission: 'document',
  methods: {},
};

const cellOf = ({ row, column }: ChartState['anchor']): Area => ({ row, column, rows: 1, columns: 1 });

type Self = Handles['Sheet'];

/** The methods of a sheet that have to do with charts. A chart is inserted at once, as a sheet is (assumed). */
export const chartMethods = {
  newChart: handle<Self>((x: Execution) =>
    make(x, 'EmbeddedChartBuilder', {
      type: null,
      ranges: [],
      headers: null,
      options: {},
      anchor: { row: 1, column: 1 },
    }),
  ),
  insertChart: method<Self>('structure', (x, { sheetId }, built) => {
    const sheet = gridOf(x, sheetId);
    const chart = stateOf(built) as ChartState | undefined;
    if (!chart?.ranges)
      throw new Refusal("The parameters don't match the method signature for Sheet.insertChart.");
    checkEditable(x, sheet, { sheetId, area: cellOf(chart.anchor) });
    sheet.charts.push(structuredClone(chart));
  }),
  getCharts: method<Self>('read', (x, { sheetId }) =>
    x.realm.list(gridOf(x, sheetId).charts.map((chart) => make(x, 'EmbeddedChart', chart))),
  ),
};
