import { UserError } from '../../src/shared/errors';

/** Why an action is refused. */
export function refusalOf(action: () => unknown): UserError['info'] {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.info;
    throw error;
  }
  throw new Error('nothing was refused');
}
