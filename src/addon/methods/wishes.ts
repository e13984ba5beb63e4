// Reads a wish that came over the wire: hostile until parsed.
import type { Choice, Wish } from '../../wire/contract';
import { badCall, record, text } from './inputs';

/** The longest URL and list of tags that a form sends, in characters: longer ones are refused in words further on. */
const MOST_URL = 10_000;
const MOST_TAGS = 1_000;
const MOST_ID = 200;

/** @throws Refusal `bad-call` */
export function wish(value: unknown): Wish {
  const { kind, url, action, tags, choices, job } = record(value);
  switch (kind) {
    case 'destination':
      return { kind, url: text(url, MOST_URL).trim() };
    case 'tags':
      if (action !== 'add' && action !== 'remove' && action !== 'set') throw badCall();
      return { kind, action, tags: text(tags, MOST_TAGS) };
    case 'changed':
      if (!Array.isArray(choices)) throw badCall();
      return { kind, choices: choices.map(choice) };
    case 'undo':
      return { kind, job: job === null ? null : text(job, MOST_ID) };
    case 'column':
    case 'tags-column':
    case 'pause':
    case 'activate':
    case 'delete':
      return { kind };
    default:
      throw badCall();
  }
}

function choice(value: unknown): Choice {
  const { id, field, keep } = record(value);
  if (field !== 'destination' && field !== 'name' && field !== 'tags') throw badCall();
  if (keep !== 'mine' && keep !== 'theirs') throw badCall();
  return { id: text(id, MOST_ID), field, keep };
}
