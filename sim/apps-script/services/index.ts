// Puts the services of Google into the realm of an execution as its global names.

import { make, unmodelled } from '../facade';
import type { Execution } from '../types';
import { makeConsole, makeLogger } from './logger';

const modelled = [
  'SpreadsheetApp',
  'PropertiesService',
  'LockService',
  'UrlFetchApp',
  'Utilities',
  'Session',
  'ScriptApp',
  'HtmlService',
] as const;

/** Services that Google has and this world does not (Apps Script reference, list of services). */
const others = [
  'Browser',
  'CacheService',
  'CalendarApp',
  'CardService',
  'Charts',
  'ContentService',
  'DocumentApp',
  'DriveApp',
  'FormApp',
  'GmailApp',
  'GroupsApp',
  'Jdbc',
  'LanguageApp',
  'MailApp',
  'Maps',
  'SlidesApp',
  'XmlService',
];

/** Fills the global object of the execution's realm. */
export function installServices(x: Execution): void {
  const { context } = x.realm;
  for (const name of modelled) context[name] = make(x, name, null);
  for (const name of others) context[name] = unmodelled(x, name);
  context.console = makeConsole(x);
  context.Logger = makeLogger(x);
}
