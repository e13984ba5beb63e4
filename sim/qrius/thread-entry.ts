// What runs inside the simulator's thread: the server, and a copy of its state for whoever asks.
import { parentPort, workerData } from 'node:worker_threads';
import { type ServerOptions, startSimulator } from './server';

startSimulator(workerData.options as ServerOptions).then(({ url, key, state }) => {
  parentPort?.on('message', () => parentPort?.postMessage(state));
  parentPort?.postMessage({ url, key });
});
