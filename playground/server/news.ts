// What has changed in the world since the pages were last told.
import { a1Of } from '../../sim/apps-script/a1';
import type { ExecutionResult } from '../../sim/apps-script/execute';
import type { DialogLook, Selection } from '../../sim/apps-script/state';
import type { World } from '../../sim/apps-script/world';
import { chartsOf } from './charts';
import type { Deed, ExecutionView, Midway, ThreadNews } from './messages';
import { documentView } from './view';

/** Executions that the page lists. */
const LISTED = 40;
/** Shortest time between two looks at the document while an execution is under way, in milliseconds. */
const LOOK_MS = 100;
/** A look at a large sheet takes its time: it may cost this part of an execution at the most. */
const LOOK_SHARE = 0.1;

export interface Reporter {
  /** Tells everything that has changed. */
  report(): void;
  /** The same, but seldom enough not to slow an execution down. */
  glance(): void;
  /** Puts an execution that has ended into the list. */
  note(result: ExecutionResult): void;
  /** The user's own selection is no news. */
  selectedBy(user: string): void;
}

const lookOf = ({ modal, width, height }: DialogLook): DialogLook => ({ modal, width, height });

/** Begins with what was shown so far taken as known. */
export function reporterOf(
  world: World,
  running: readonly string[],
  midway: Readonly<Midway>,
  armed: () => Deed[],
  tell: (news: ThreadNews) => void,
): Reporter {
  const ended: ExecutionView[] = [];
  const selections: Record<string, Selection | undefined> = {};
  let shownSoFar = world.shown.length;
  let executionsSent = '';
  let documentSent = '';
  let chartsSent = '';
  let midwaySent = '';
  let nextLook = 0;

  const tellShown = () => {
    for (const shown of world.shown.slice(shownSoFar)) {
      const { userId: user, title } = shown;
      if (shown.kind === 'toast') {
        tell({ kind: 'toast', user, title, message: shown.message, seconds: shown.seconds });
      }
      if (shown.kind === 'sidebar' || shown.kind === 'dialog') {
        const dialog = shown.kind === 'dialog' ? shown : null;
        tell({ kind: 'html', user, dialog: dialog && lookOf(dialog), title, html: shown.html });
      }
    }
    shownSoFar = world.shown.length;
  };
  const tellExecutions = () => {
    const executions = { running: [...running], ended, armed: armed() };
    const text = JSON.stringify(executions);
    if (text !== executionsSent) tell({ kind: 'executions', executions });
    executionsSent = text;
  };
  const tellDocument = () => {
    if (world.state.document === null) return;
    const document = documentView(world.state.document);
    const text = JSON.stringify(document);
    if (text !== documentSent) tell({ kind: 'document', document });
    documentSent = text;
  };
  const tellCharts = () => {
    if (world.state.document === null) return;
    const charts = chartsOf(world.state.document);
    const text = JSON.stringify(charts);
    if (text !== chartsSent) tell({ kind: 'charts', charts });
    chartsSent = text;
  };
  const tellMidway = () => {
    const text = JSON.stringify(midway);
    if (text !== midwaySent) tell({ kind: 'midway', midway: { ...midway } });
    midwaySent = text;
  };
  const tellSelections = () => {
    for (const [user, selection] of Object.entries(world.state.selections)) {
      const sheet = world.state.document?.sheets.find(({ id }) => id === selection.sheetId);
      if (!sheet || selection === selections[user]) continue;
      selections[user] = selection;
      tell({ kind: 'selected', selection: { user, sheet: sheet.name, ranges: selection.areas.map(a1Of) } });
    }
  };
  const report = () => {
    const began = performance.now();
    tellShown();
    tellExecutions();
    tellDocument();
    tellCharts();
    tellMidway();
    tellSelections();
    const took = performance.now() - began;
    nextLook = began + Math.max(LOOK_MS, took / LOOK_SHARE);
  };
  return {
    report,
    glance: () => {
      if (performance.now() >= nextLook) report();
    },
    note: ({ execution: number, functionName, user, outcome, error = null, startedAt, endedAt, log }) => {
      ended.unshift({ number, functionName, user, outcome, error, ms: endedAt - startedAt, log });
      ended.length = Math.min(ended.length, LISTED);
    },
    selectedBy: (user) => {
      selections[user] = world.state.selections[user];
    },
  };
}
