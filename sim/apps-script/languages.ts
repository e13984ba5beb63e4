// Google's error texts in the language of the account: code that reads the English words does not understand them.

/** Beginnings of English texts, and the German ones. The exact words are assumed; that they are translated is observed. */
const german: Array<[english: string, german: string]> = [
  [
    'You are trying to edit a protected cell or object.',
    'Sie versuchen, eine geschützte Zelle oder ein geschütztes Objekt zu bearbeiten. Bitten Sie den Eigentümer der Tabelle, den Schutz aufzuheben.',
  ],
  [
    'The data you entered in cell',
    'Die Daten, die Sie eingegeben haben, verstoßen gegen die für diese Zelle festgelegten Datenvalidierungsregeln.',
  ],
  [
    'This operation is not allowed on cells in typed columns.',
    'Dieser Vorgang ist für Zellen in Spalten mit Typ nicht zulässig.',
  ],
  ['The action is not supported for', 'Diese Aktion wird für dieses Tabellenblatt nicht unterstützt.'],
  ['You do not have permission to call', 'Sie sind nicht berechtigt, diese Funktion aufzurufen.'],
  ['Specified permissions are not sufficient', 'Die angegebenen Berechtigungen reichen nicht aus.'],
  ['Authorization is required', 'Zur Ausführung dieser Aktion ist eine Autorisierung erforderlich.'],
  ['Exceeded maximum execution time', 'Maximale Ausführungszeit überschritten'],
  ['Service invoked too many times for one day', 'Dienst an einem Tag zu oft aufgerufen'],
  [
    'This action would increase the number of cells',
    'Diese Aktion würde die maximale Anzahl der Zellen überschreiten.',
  ],
];

/** A text of Google as an account of that language gets it; texts without a translation stay English. */
export function inLanguage(message: string, language: string | undefined): string {
  if (language !== 'de') return message;
  return german.find(([english]) => message.startsWith(english))?.[1] ?? message;
}
