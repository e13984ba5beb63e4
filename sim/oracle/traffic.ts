// Judges what left the add-on: requests, and who could see a key.

import { isBeginning } from '../../src/sidebar/job/calls';
import { DONE, FOUND_LATER, type ReadLine, SENT } from '../../src/table/log';
import { EXECUTION_LIMIT_MS } from '../apps-script/limits';
import { documentOf, type Evidence, linesOf, viewsIn } from './evidence';
import { hides, hidesAge, isDoubted, isNamedInDoubt, unsureIds, wasEditedAway } from './excuses';
import type { Violation } from './violation';

/** IDs in one bulk request (the guide). */
const MOST_IDS = 100;

const idsOf = (body: string): unknown[] => {
  if (!body.includes('qrCodeIds')) return [];
  const { qrCodeIds } = JSON.parse(body) as { qrCodeIds?: unknown };
  return Array.isArray(qrCodeIds) ? qrCodeIds : [];
};

/** At most a hundred IDs a request, and none twice. */
export function requests({ played }: Evidence): Violation[] {
  return played.tape.sent.flatMap(({ request }, index): Violation[] => {
    const ids = idsOf(request.body);
    const where = `request ${index + 1}, ${request.url}`;
    if (ids.length > MOST_IDS)
      return [{ kind: 'request', where, sentence: `${ids.length} IDs are in one request.` }];
    if (new Set(ids).size < ids.length)
      return [{ kind: 'request', where, sentence: 'An ID is in one request twice.' }];
    return [];
  });
}

/** What a schedule sends when its time has come is no job that was stopped. */
const isScheduled = ({ scenario: { steps } }: Evidence['played'], step: number): boolean =>
  steps[step]?.kind === 'advance' && steps.some((one) => one.kind === 'schedule' && one.switches);

/** After Stop at most the batch leaves that was on its way. */
export function afterStop({ played }: Evidence): Violation[] {
  const { replies, sent } = played.tape;
  return replies.flatMap(({ method, result, sent: at, document }, index): Violation[] => {
    if (method !== 'stopJob' || !result?.ok) return [];
    const next = replies.slice(index + 1).find((one) => isBeginning(one.method) && one.document === document);
    const later = sent.slice(at.after, next?.sent.before).filter(({ request, step }, offset) => {
      const isHere = documentOf(played, at.after + offset) === document;
      return request.method !== 'GET' && !isScheduled(played, step) && isHere;
    });
    const batches = new Set(later.map(({ batch }) => batch)).size;
    if (batches <= 1) return [];
    return [
      {
        kind: 'after-stop',
        where: `stop of step ${played.tape.step}`,
        sentence: `${batches} batches left after Stop.`,
      },
    ];
  });
}

/** No key is in a cell, a property of the document or of somebody else, an answer or a console. */
export function keys({ played, documents }: Evidence): Violation[] {
  const { world, qrius, tape } = played;
  const { document, script } = world.state.properties;
  const places: Array<[where: string, text: string]> = [
    ['a cell', JSON.stringify(documents.map(({ end }) => end.map(({ rows }) => rows)))],
    ['a property of the document', JSON.stringify([document, script])],
    ['an answer', JSON.stringify(tape.replies.map(({ result }) => result))],
    ['the console', JSON.stringify(world.history.map(({ log, error }) => [log, error]))],
  ];
  return qrius.keys.flatMap(({ key }) =>
    places
      .filter(([, text]) => text.includes(key))
      .map(([where]): Violation => ({ kind: 'key', where, sentence: `The key ${key} is in ${where}.` })),
  );
}

/** Every job ends, and no execution fails without a sentence or works for as long as Google lets it. */
export function jobs({ played }: Evidence): Violation[] {
  const endless = played.tape.endless.map(
    (sentence): Violation => ({ kind: 'endless', where: 'job', sentence }),
  );
  const crashed = played.world.history
    .filter(({ outcome }) => outcome === 'threw')
    .map(
      ({ functionName, execution, error }): Violation => ({
        kind: 'crash',
        where: `execution ${execution}`,
        sentence: `${functionName} failed: ${error}`,
      }),
    );
  const overdue = played.world.history
    .filter(({ startedAt, endedAt }) => endedAt - startedAt >= EXECUTION_LIMIT_MS)
    .map(
      ({ functionName, execution }): Violation => ({
        kind: 'endless',
        where: `execution ${execution}`,
        sentence: `${functionName} worked until Google ended it.`,
      }),
    );
  return [...endless, ...crashed, ...overdue];
}

/** The log of a document says of each code that was deleted from it that it was, or that a request was sent. */
export function deletions({ codes, documents }: Evidence): Violation[] {
  return documents.flatMap((seen) => {
    const lines = linesOf(seen).filter(({ action }) => action === 'Delete');
    const said = new Set(
      lines.filter(({ result }) => result === DONE || result === SENT).map(({ id }) => id),
    );
    return [...codes.values()].flatMap(({ id, now, deletedIn }): Violation[] => {
      if (now !== null || deletedIn !== seen.document || said.has(id)) return [];
      const result = lines.find((line) => line.id === id)?.result ?? 'nothing';
      return [
        { kind: 'log', where: id, sentence: `The code ${id} was deleted, but the log says: ${result}` },
      ];
    });
  });
}

/** Whose row is gone is found again by a later job, for a copy of that row: its line is one more. */
const withoutFoundAgain = (lines: ReadLine[]): ReadLine[] =>
  lines.filter(({ before, job }, index) => index === 0 || before !== FOUND_LATER || job === lines[0]?.job);

/** Whether a line has what a code was made from, as it was sent; one whose row is gone, as Qrius keeps it. */
function saysWhatWasSent(
  evidence: Evidence,
  { name, after, before }: ReadLine,
  sent: { name: string; destinationUrl: string },
): boolean {
  const { stored, played } = evidence;
  const was = stored(sent.name, sent.destinationUrl);
  // Where the answer was lost, and the row edited since, nobody knows what a list does not show of a code.
  const mayLack = before === FOUND_LATER && wasEditedAway(evidence, { ...sent, slug: null });
  const isUnknown = (text: string, field: string) => mayLack && text === '' && hides(played.scenario, field);
  return [stored(name, after), { name, url: after }].some(
    (says) =>
      (says.name === was.name || isUnknown(name, 'name')) &&
      (says.url === was.url || isUnknown(after, 'destinationUrl')),
  );
}

/** Whether a job began after a request had left: what it finds of that request, an earlier job created. */
function beganAfter({ tape }: Evidence['played'], job: string, request: number): boolean {
  const seen = tape.replies.findIndex((reply) => viewsIn([reply]).some(({ id }) => id === job));
  const began = tape.replies.slice(0, seen + 1).findLast(({ method }) => isBeginning(method));
  return began !== undefined && began.sent.before > request;
}

/** Each code that the add-on made has one line in the log, with what it was made from. */
export function log(evidence: Evidence): Violation[] {
  const { codes, documents, played } = evidence;
  const lines = documents.map(linesOf);
  const unsure = unsureIds(played);
  return [...codes.values()].flatMap(({ id, slug, sent, now, deletedIn, madeBy }): Violation[] => {
    if (sent === null) return [];
    const isCreation = ({ action, before, job }: ReadLine) =>
      action === 'Create' ||
      (action === 'Use existing' &&
        before === FOUND_LATER &&
        (hidesAge(played) || beganAfter(played, job, madeBy)));
    const own = lines.map((all) =>
      withoutFoundAgain(all.filter((line) => line.id === id && isCreation(line))),
    );
    const most = own.reduce((a, b) => (b.length > a.length ? b : a), []);
    // Somebody deleted it on Qrius's website before the add-on could know of it.
    if (most.length === 0 && now === null && deletedIn === null) return [];
    const isDoubtful =
      unsure.includes(id) || isDoubted(evidence, slug) || isNamedInDoubt(evidence, { slug, sent });
    if (most.length === 0 && isDoubtful) return [];
    const told = `“${sent.name}” (${id})`;
    if (most.length !== 1)
      return [
        { kind: 'log', where: id, sentence: `The log has ${most.length} lines of the creation of ${told}.` },
      ];
    const [line] = most;
    if (!line || (line.result === DONE && saysWhatWasSent(evidence, line, sent))) return [];
    const sentence = `The log says of ${told}: ${line.name}, ${line.after}, ${line.result}.`;
    return [{ kind: 'log', where: id, sentence }];
  });
}

const AT_WORK = ['running', 'waiting', 'paused'];

/** A job that somebody saw at work was seen to end, or a later one took its place. */
export function vanished({ played: { tape }, documents }: Evidence): Violation[] {
  return documents.flatMap(({ document }): Violation[] => {
    const replies = tape.replies.filter((one) => one.document === document);
    const last = replies.findLast(({ method }) => method === 'getJob')?.result;
    const views = viewsIn(replies);
    const ended = new Set(views.flatMap(({ phase, id }) => (phase === 'ended' ? [id] : [])));
    const isOpen = views.some(({ phase, id }) => AT_WORK.includes(phase) && !ended.has(id));
    const isGone = last?.ok === true && last.value === null && isOpen;
    return isGone ? [{ kind: 'endless', where: 'job', sentence: 'A job vanished without a result.' }] : [];
  });
}
