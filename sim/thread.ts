// Starts a file of TypeScript in a worker thread.
import { type TransferListItem, Worker } from 'node:worker_threads';
import { oneFileOf } from './one-file';

const files = new Map<string, Promise<string>>();

/**
 * Runs a file in a thread of its own. Rejects with esbuild's report where a source is at fault.
 * @param entry the path of the file.
 * @param workerData what it finds under that name in node:worker_threads.
 */
export async function startThread(
  entry: string,
  workerData: unknown,
  transferList: TransferListItem[] = [],
): Promise<Worker> {
  const file = files.get(entry) ?? oneFileOf(entry);
  files.set(entry, file);
  // Without the caller's own hooks for TypeScript, which would be loaded in vain.
  return new Worker(await file, { workerData, transferList, execArgv: [] });
}
