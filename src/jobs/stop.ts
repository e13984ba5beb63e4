// A request to stop a job. The job may run in a trigger or another window, and checks for the request while it works.
import type { Job } from './job';
import type { StorePort } from './ports';

/** The property with the ID of the job to stop. */
export const STOP_KEY = 'qrius.stop';

/** How often a chunk looks whether it should stop, in milliseconds: a look costs about 80 ms (docs/facts/apps-script.md#property-speed). */
const STOP_CHECK_MS = 2_000;

export const isStopRequested = ({ store }: { store: StorePort }, { id }: Job): boolean =>
  store.all(STOP_CHECK_MS)[STOP_KEY] === id;

export const askToStop = (store: StorePort, id: string): void => store.set({ [STOP_KEY]: id });
