// The data behind each class of façade object.
import type { Area } from './a1';
import type { CellPicture, ChartState, TextRun, Validation } from './cells';
import type { Menu } from './state';

export interface RangeState {
  sheetId: number;
  area: Area;
}

export interface HtmlState {
  /** In pixels; null where the page asked for none. */
  width: number | null;
  height: number | null;
  content: string;
  title: string;
}

export interface TriggerDraft {
  handler: string;
  /** Milliseconds between two runs; 0 for once. */
  everyMs: number;
  delayMs: number;
}

export interface Handles {
  SpreadsheetApp: null;
  Spreadsheet: null;
  Sheet: { sheetId: number };
  Range: RangeState;
  RangeList: { ranges: RangeState[] };
  RichTextValue: { runs: TextRun[] };
  DataValidation: Validation;
  CellImageBuilder: CellPicture;
  CellImage: CellPicture;
  TextFinder: {
    ranges: RangeState[];
    text: string;
    entire: boolean;
    matchCase: boolean;
    regular: boolean;
    formulas: boolean;
    /** Which match is the current one; null before the first. */
    at: number | null;
  };
  Filter: RangeState;
  EmbeddedChartBuilder: ChartState;
  EmbeddedBarChartBuilder: ChartState;
  EmbeddedChart: ChartState;
  Ui: null;
  /** `ordinary`: made by createMenu. */
  Menu: Menu & { ordinary?: boolean };
  PromptResponse: { button: string; text: string };
  PropertiesService: null;
  Properties: { store: 'script' | 'document' | 'user' };
  LockService: null;
  Lock: { key: string };
  UrlFetchApp: null;
  HTTPResponse: { status: number; headers: Array<[name: string, value: string]>; body: string };
  Utilities: null;
  Session: null;
  ScriptApp: null;
  AuthorizationInfo: { scopes?: string[] };
  Trigger: { id: string };
  TriggerBuilder: { handler: string };
  ClockTriggerBuilder: TriggerDraft;
  HtmlService: null;
  HtmlOutput: HtmlState;
}
