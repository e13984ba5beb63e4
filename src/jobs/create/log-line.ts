// What the log says of a code that was created, or used because it was there.
import type { Code } from '../../qrius/readings';
import { type Texts, textsBy } from '../../shared/texts';
import { FOUND_LATER } from '../../table/log';
import type { NewLine } from '../log';
import type { Created } from './settle';

/**
 * What was sent, unless the code was there before or was made from other values. One that an earlier job created is used: undo
 * deletes only what its own job created.
 */
export function logLine({ request, code, adopted, found, differs }: Created): NewLine & Texts {
  const { inputs } = request;
  const sent = adopted || differs ? null : inputs;
  return {
    action: adopted || (found && request.isEarlier && !request.isRepeat) ? 'Use existing' : 'Create',
    id: code.id,
    name: sent?.name || (code.name ?? inputs.name),
    tags: inputs.tags,
    before: found ? FOUND_LATER : '',
    after: sent?.destination || (code.destination ?? inputs.destination),
    ...textsBy((text) => inputs[text]),
  };
}

/** A code that was found when its sheet was gone: nobody knows its tags. */
export const foundLine = ({ id, name, destination }: Code, isEarlier: boolean): NewLine => ({
  action: isEarlier ? 'Use existing' : 'Create',
  id,
  name: name ?? '',
  tags: [],
  before: FOUND_LATER,
  after: destination ?? '',
});
