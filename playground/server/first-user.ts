// The key that the first user begins with, so that the first click can be the one that creates codes.
import type { World } from '../../sim/apps-script/world';
import type { Result } from '../../src/shared/contract';

/** The name that colleagues see beside the first user's jobs. */
const NAME = 'You';

/** Sets the key through the sidebar's door. Throws where the add-on did not take it. */
export function connectFirstUser(world: World, key: string): void {
  const { value, error } = world.rpc('call', ['connect', JSON.stringify({ key, name: NAME })]);
  if (error !== undefined) throw new Error(`The add-on did not take the key: ${error}`);
  const result = JSON.parse(String(value)) as Result<unknown>;
  if (!result.ok) throw new Error(`The add-on did not take the key: ${result.failure.message}`);
}
