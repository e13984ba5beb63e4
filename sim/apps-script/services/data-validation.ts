// DataValidation: what a script can learn about the rule on a cell.
import type { Validation, ValidationRule } from '../cells';
import { enumMember } from '../facade';
import type { FacadeClass } from '../types';
import { handle } from './methods';

/** Names and values of criteria (SpreadsheetApp reference, DataValidationCriteria). */
function criteria(rule: ValidationRule): { name: string; values: unknown[] } {
  // The second value says that the cell shows a list to choose from.
  if ('oneOf' in rule) return { name: 'VALUE_IN_LIST', values: [rule.oneOf, true] };
  if ('between' in rule) return { name: 'NUMBER_BETWEEN', values: rule.between };
  if ('pattern' in rule) return { name: 'CUSTOM_FORMULA', values: [`=REGEXMATCH(A1,"${rule.pattern}")`] };
  return { name: rule.type === 'date' ? 'DATE_IS_VALID_DATE' : 'CHECKBOX', values: [] };
}

export const dataValidationClass: FacadeClass<Validation> = {
  name: 'DataValidation',
  permission: 'document',
  methods: {
    getCriteriaType: handle((x, { rule }) => enumMember(x, 'DataValidationCriteria', criteria(rule).name)),
    getCriteriaValues: handle((x, { rule }) => x.realm.data(criteria(rule).values)),
    getAllowInvalid: handle((_, { reject }) => !reject),
  },
};
