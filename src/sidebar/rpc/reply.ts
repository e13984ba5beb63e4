// Parses what the server answers with. Anything else than a Result of the contract becomes a fault.
import type { MethodName, Output, Result } from '../../shared/contract/methods';
import type { ErrorInfo } from '../../shared/errors';
import { type Answer, type PageFaultCode, pageFault } from './faults';

type Value<M extends MethodName> = NonNullable<Output<M>>;
interface Shape<M extends MethodName> {
  /** A property that every value has. */
  has: [Value<M>] extends [never] ? null : keyof Value<M>;
  orNull: null extends Output<M> ? true : false;
}

const HOME = { has: 'sheet', orNull: false } as const;
const JOB = { has: 'phase', orNull: false } as const;
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
  listSwitches: { has: 'switches', orNull: false },
  listAttention: { has: 'attention', orNull: false },
  endJob: HOME,
  checkRows: { has: 'valid', orNull: false },
  fixCells: { has: 'fixed', orNull: false },
  previewChange: { has: 'targetFingerprint', orNull: false },
  listJobs: { has: 'jobs', orNull: false },
  summarizeScans: { has: 'total', orNull: false },
  countImportable: { has: 'codes', orNull: false },
  createCodes: JOB,
  retryFailed: JOB,
  changeCodes: JOB,
  importCodes: JOB,
  refreshScans: JOB,
  continueJob: JOB,
  stopJob: JOB,
  getJob: { has: 'phase', orNull: true },
  selectRow: { has: null, orNull: true },
  insertChart: { has: 'sheet', orNull: false },
  exportCsv: { has: 'text', orNull: false },
  listShortUrls: { has: 'text', orNull: false },
  selectedCode: { has: 'shortUrl', orNull: true },
  openPrint: { has: null, orNull: true },
  listPrintable: { has: 'headers', orNull: false },
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
  const { has, orNull } = SHAPES[method];
  if (value === null) return orNull;
  return has !== null && isObject(value) && has in value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isFailure = (value: unknown): value is ErrorInfo =>
  isObject(value) && typeof value.code === 'string' && typeof value.message === 'string';
const failed = (code: PageFaultCode): Answer<never> => ({ ok: false, fault: pageFault(code) });
