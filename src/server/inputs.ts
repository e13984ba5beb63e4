// Parses what the page sends: hostile until parsed. The compiler demands a parser for every method of the contract.
import { every } from '../jobs/automation/every';
import { type Input, MAX_NAME, type MethodName } from '../shared/contract';
import {
  either,
  flag,
  list,
  nullable,
  object,
  oneOf,
  type Parser,
  text,
  whole,
  withDefault,
} from '../shared/parse';
import { CHOOSABLE_ROLES } from '../table/roles';

/** The longest texts that a form sends, in characters; longer ones that are meant get a sentence further on. */
const MAX_URL = 10_000;
const MAX_TAGS = 1_000;
const MAX_ID = 200;
/** Overrides share the 9 KB of a property (docs/facts/apps-script.md#property-size). */
const MAX_HEADER = 500;

const nothing: Parser<null> = () => null;
const scope = oneOf('selection', 'sheet');

const choice = object({
  id: text(MAX_ID),
  field: oneOf('destination', 'name', 'tags', 'description'),
  keep: oneOf('mine', 'theirs'),
});
const trimmed =
  (most: number): Parser<string> =>
  (value) =>
    text(most)(value).trim();
const changeRequest = either(
  object({ kind: oneOf('destination'), url: trimmed(MAX_URL) }),
  object({ kind: oneOf('tags'), action: oneOf('add', 'remove', 'set'), tags: text(MAX_TAGS) }),
  object({ kind: oneOf('changed'), choices: list(choice) }),
  object({ kind: oneOf('undo'), job: nullable(text(MAX_ID)) }),
  object({ kind: oneOf('column', 'tags-column', 'pause', 'activate', 'delete') }),
);
const change = { request: changeRequest, scope, hidden: withDefault(flag, false) };

export const INPUTS: { [M in MethodName]: Parser<Input<M>> } = {
  getHome: nothing,
  connect: object({ key: text(), name: trimmed(MAX_NAME) }),
  forgetKey: nothing,
  chooseColumn: object({ role: oneOf(...CHOOSABLE_ROLES), header: nullable(text(MAX_HEADER)) }),
  insertTemplate: nothing,
  checkRows: object({ scope }),
  createCodes: object({
    ...{ scope, conflict: oneOf('suffix', 'stop', 'mine') },
    ...{ images: withDefault(flag, true), beyondPlan: withDefault(flag, false) },
  }),
  retryFailed: nothing,
  previewChange: object(change),
  changeCodes: object({
    ...change,
    deletes: withDefault(nullable(whole()), null),
    targetFingerprint: withDefault(nullable(text(MAX_ID)), null),
  }),
  countImportable: nothing,
  importCodes: nothing,
  refreshScans: object({ scope }),
  setSchedule: object({ every: nullable(every), switches: flag }),
  insertChart: nothing,
  continueJob: nothing,
  getJob: nothing,
  stopJob: nothing,
  endJob: nothing,
  selectRow: object({ row: whole(1) }),
  exportCsv: nothing,
  listShortUrls: nothing,
  selectedCode: nothing,
};
