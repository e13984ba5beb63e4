// Parses what the server answers with. Anything else than a Result of the contract becomes a fault.
import type { MethodName, Output, Result } from '../../shared/contract/methods';
import type { ErrorInfo } from '../../shared/errors';
import { type Answer, type PageFaultCode, pageFault } from './faults';

type Value<M extends MethodName> = NonNullable<Output<M>>;
/** A property that every value has; in a list where null may come instead. The list is empty where only null comes. */
type Shape<M extends MethodName> = [Value<M>] extends [never]
  ? []
  : null extends Output<M>
    ? [keyof Value<M>]
    : keyof Value<M>;

const HOME = 'sheet';
const JOB = 'phase';
/** Enough to recognize an answer of another version of the add-on; the rest is typed by the contract. */
const SHAPES: { [M in MethodName]: Shape<M> } = {
  getHome: HOME,
  connect: HOME,
  forgetKey: HOME,
  removeEverything: HOME,
  chooseColumn: HOME,
  chooseHeaderRow: HOME,
  insertTemplate: HOME,
  setSchedule: HOME,
  approveSwitches: HOME,
  listSwitches: 'switches',
  listAttention: 'attention',
  endJob: HOME,
  checkRows: 'valid',
  fixCells: 'fixed',
  previewChange: 'targetFingerprint',
  listJobs: 'jobs',
  summarizeScans: 'total',
  countImportable: 'codes',
  createCodes: JOB,
  retryFailed: JOB,
  changeCodes: JOB,
  importCodes: JOB,
  refreshScans: JOB,
  continueJob: JOB,
  stopJob: JOB,
  getJob: ['phase'],
  selectRow: [],
  insertChart: 'sheet',
  exportCsv: 'text',
  listShortUrls: 'text',
  selectedCode: ['shortUrl'],
  openPrint: [],
  listPrintable: 'headers',
};

/** Reads the JSON text of a Result. */
export function parseReply<M extends MethodName>(method: M, reply: unknown): Answer<Output<M>> {
  if (reply === null || reply === undefined || reply === '') return failed('empty-reply');
  if (typeof reply !== 'string') return failed('garbled-reply');
  const result = parseJson(reply);
  if (result === null) return failed('empty-reply');
  if (!isResult(method, result)) return failed('garbled-reply');
  return result.ok ? result : { ok: false, fault: result.failure };
}

/** undefined where the text is not JSON, as `null` is a value. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isResult<M extends MethodName>(method: M, result: unknown): result is Result<Output<M>> {
  if (!isObject(result)) return false;
  return result.ok === true ? isValue(method, result.value) : isFailure(result.failure);
}

function isValue<M extends MethodName>(method: M, value: unknown): boolean {
  const shape: PropertyKey | PropertyKey[] = SHAPES[method];
  if (value === null) return Array.isArray(shape);
  const [has] = Array.isArray(shape) ? shape : [shape];
  return has !== undefined && isObject(value) && has in value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isFailure = (value: unknown): value is ErrorInfo =>
  isObject(value) && typeof value.code === 'string' && typeof value.message === 'string';
const failed = (code: PageFaultCode): Answer<never> => ({ ok: false, fault: pageFault(code) });
