// Every class of the façade by its name.
import type { Registry } from '../types';
import { cellImageBuilderClass, cellImageClass } from './cell-image';
import { barChartBuilderClass, chartBuilderClass, embeddedChartClass } from './chart';
import { dataValidationClass } from './data-validation';
import { lockClass, lockServiceClass } from './lock';
import { propertiesClass, propertiesServiceClass } from './properties';
import { rangeClass, rangeListClass, richTextClass } from './range';
import {
  authorizationInfoClass,
  clockTriggerBuilderClass,
  scriptAppClass,
  triggerBuilderClass,
  triggerClass,
} from './script-app';
import { filterClass, sheetClass } from './sheet';
import { spreadsheetAppClass, spreadsheetClass } from './spreadsheet';
import { textFinderClass } from './text-finder';
import { menuClass, promptResponseClass, uiClass } from './ui';
import { httpResponseClass, urlFetchClass } from './url-fetch';
import { htmlOutputClass, htmlServiceClass, sessionClass, utilitiesClass } from './utilities';

export const registry: Registry = {
  SpreadsheetApp: spreadsheetAppClass,
  Spreadsheet: spreadsheetClass,
  Sheet: sheetClass,
  Range: rangeClass,
  RangeList: rangeListClass,
  RichTextValue: richTextClass,
  DataValidation: dataValidationClass,
  CellImageBuilder: cellImageBuilderClass,
  CellImage: cellImageClass,
  TextFinder: textFinderClass,
  Filter: filterClass,
  EmbeddedChartBuilder: chartBuilderClass,
  EmbeddedBarChartBuilder: barChartBuilderClass,
  EmbeddedChart: embeddedChartClass,
  Ui: uiClass,
  Menu: menuClass,
  PromptResponse: promptResponseClass,
  PropertiesService: propertiesServiceClass,
  Properties: propertiesClass,
  LockService: lockServiceClass,
  Lock: lockClass,
  UrlFetchApp: urlFetchClass,
  HTTPResponse: httpResponseClass,
  Utilities: utilitiesClass,
  Session: sessionClass,
  ScriptApp: scriptAppClass,
  AuthorizationInfo: authorizationInfoClass,
  Trigger: triggerClass,
  TriggerBuilder: triggerBuilderClass,
  ClockTriggerBuilder: clockTriggerBuilderClass,
  HtmlService: htmlServiceClass,
  HtmlOutput: htmlOutputClass,
};
