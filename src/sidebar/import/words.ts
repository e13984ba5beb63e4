// Sentences of importing codes from Qrius.
import type { JobWords } from '../job/job-words';
import { counted } from '../ui/format';
import { words as shared } from '../ui/words';

export const words = {
  title: 'Import codes from Qrius',
  reading: 'Loading your codes from Qrius…',
  headline: (codes: number) =>
    codes === 0
      ? 'All codes in your account are in this sheet.'
      : `${counted(codes, 'code in your account is', 'codes in your account are')} not in this sheet.`,
  details: (codes: number) =>
    codes === 0
      ? 'Nothing to import.'
      : `${codes === 1 ? 'It' : 'Each'} gets a new row below the last one. Your existing rows and your codes in Qrius stay the same.`,
  images: `New rows get QR images. ${shared.imagesHint}`,
  import: (codes: number) => `Import ${counted(codes, 'code')}`,
};

export const jobWords: JobWords = {
  running: 'Importing codes',
  starting: 'Loading your codes from Qrius…',
  firstRows: null,
  one: 'code',
  many: 'codes',
  done: 'imported',
  already: 'Already in the sheet',
  kept: 'Finished rows are safe in the sheet.',
  nothingSent: 'Nothing was imported.',
};
