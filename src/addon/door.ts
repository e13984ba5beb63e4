// The one door through which the sidebar calls the server: a list of methods, JSON both ways, and an answer in any case.
import type { MethodName, Result } from '../wire/contract';
import { Refusal } from '../wire/failure';
import { methods } from './methods';

/**
 * @param method a name of the contract; anything else is refused.
 * @param input its input as JSON text.
 * @returns a `Result` as JSON text. Nothing is thrown but what Google itself throws at the end of an execution.
 */
export function answer(method: unknown, input: unknown): string {
  return JSON.stringify(resultOf(method, input));
}

function resultOf(method: unknown, input: unknown): Result<unknown> {
  try {
    if (typeof method !== 'string' || !Object.keys(methods).includes(method)) {
      throw new Refusal(
        'bad-call',
        'The sidebar asked for something that this version does not know. Close it and open it again.',
      );
    }
    return { ok: true, value: methods[method as MethodName](parse(input)) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, failure: error.failure };
    console.error(error);
    return {
      ok: false,
      failure: {
        code: 'unexpected',
        message: 'Google Sheets did not answer as it should. Nothing is lost: try again in a moment.',
      },
    };
  }
}

function parse(input: unknown): unknown {
  try {
    return typeof input === 'string' ? JSON.parse(input) : null;
  } catch {
    return null;
  }
}
