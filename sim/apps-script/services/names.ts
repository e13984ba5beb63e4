// The global names of Google's services.

/** Those that this world models. */
export const modelled = [
  'SpreadsheetApp',
  'PropertiesService',
  'LockService',
  'UrlFetchApp',
  'Utilities',
  'Session',
  'ScriptApp',
  'HtmlService',
] as const;

/** Those that it does not (Apps Script reference, list of services). */
export const unmodelledNames = [
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
] as const;

export const serviceNames: readonly string[] = [...modelled, ...unmodelledNames, 'console', 'Logger'];
