// How a spreadsheet's locale writes and reads numbers, dates and booleans (the Sheets editor, File → Settings → Locale).

export interface Locale {
  decimal: string;
  group: string;
  /** Order of a date that is written with two or three numbers. */
  dateOrder: 'mdy' | 'dmy';
  /** Format of a date that has none of its own. */
  dateFormat: string;
  true: string;
  false: string;
}

const english: Locale = {
  decimal: '.',
  group: ',',
  dateOrder: 'mdy',
  dateFormat: 'm/d/yyyy',
  true: 'TRUE',
  false: 'FALSE',
};

/** Dates with day and month first and slashes, numbers with a decimal comma: most of Europe and South America. */
const european: Locale = { ...english, decimal: ',', group: '.', dateOrder: 'dmy', dateFormat: 'dd/mm/yyyy' };

const locales: Record<string, Locale> = {
  en_US: english,
  en_GB: { ...english, dateOrder: 'dmy', dateFormat: 'dd/mm/yyyy' },
  de_DE: { ...european, dateFormat: 'dd.mm.yyyy', true: 'WAHR', false: 'FALSCH' },
  // A narrow no-break space groups the digits.
  fr_FR: { ...european, group: '\u202f', true: 'VRAI', false: 'FAUX' },
  es_ES: { ...european, true: 'VERDADERO', false: 'FALSO' },
  pt_BR: { ...european, true: 'VERDADEIRO', false: 'FALSO' },
  it_IT: { ...european, true: 'VERO', false: 'FALSO' },
};

/** The habits of a locale. Throws where the world does not know it. */
export function localeOf(name: string): Locale {
  const locale = locales[name];
  if (!locale) throw new Error(`The locale ${name} is not modelled in this world.`);
  return locale;
}
