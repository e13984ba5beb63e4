// What a job that creates codes tells the log: a line for each code that it made, or took because it was there.
import type { Code } from '../../qrius/readings';
import { DONE } from '../../table/log';
import { addLines, type JobLog } from '../log';
import type { Created } from './settle';

/**
 * Notes codes before their cells are written, also those whose row is gone.
 * @returns whether there was anything to note.
 */
export function logCreated(log: JobLog, created: readonly Created[], now: number): boolean {
  return addLines(
    log,
    created.map(({ request, code, adopted, differs }) => {
      // What was sent, unless the code was there before or was made from other values.
      const sent = adopted || differs ? null : request.inputs;
      return {
        action: adopted ? 'Use existing' : 'Create',
        id: code.id,
        name: sent?.name || (code.name ?? request.inputs.name),
        tags: request.inputs.tags,
        before: '',
        after: sent?.destination || (code.destination ?? request.inputs.destination),
        result: DONE,
      };
    }),
    now,
  );
}

/** Notes codes that were found when their sheet was gone: nobody knows their tags. */
export function logFound(log: JobLog, codes: readonly Code[], now: number): void {
  const lines = codes.map(({ id, name, destination }) => ({
    ...{ action: 'Create' as const, id, name: name ?? '', tags: [] },
    ...{ before: '', after: destination ?? '', result: DONE },
  }));
  if (addLines(log, lines, now)) log.port.flush();
}
