// Sentences of importing codes.

export const countChanged =
  'Codes were added or removed since they were counted, so nothing was imported. Review the new number.';
export const noCodes = 'Your account has no codes yet.';
export const allThere = 'Every code of your account is already in this sheet.';
