// Reads switches of the simulated service from JSON. What is no switch, or holds a wrong value, is refused in a sentence.
import {
  type Answers,
  BULK_ANSWERS,
  CREATE_STATUSES,
  LIMITED_ANSWERS,
  STATS_ANSWERS,
  UNAUTHORIZED_ANSWERS,
} from './answers';
import type { Config, ConfigOptions, Groups } from './config';
import { DIALECTS } from './dialect';
import { isRecord } from './fields';
import type { Limits } from './limits';
import { LIST_ORDERS, LIST_SHAPES, type Lists, TIME_FORMATS } from './lists';
import { PICTURE_ADDRESSES, PICTURE_FORMATS, type Pictures } from './pictures';
import {
  listOf,
  oneOf,
  orNull,
  pattern,
  type Rule,
  type Rules,
  text,
  texts,
  textTable,
  whole,
  yesOrNo,
} from './rules';
import { REWRITES, type Stores } from './stores';

const storesRules: Rules<Stores> = {
  names: listOf(REWRITES.names),
  nameLength: orNull(whole(1)),
  urls: listOf(REWRITES.urls),
  slugs: listOf(REWRITES.slugs),
  refusedSlugs: orNull(pattern),
  tags: listOf(REWRITES.tags),
  tagsAs: oneOf(['texts', 'objects']),
};

const listsRules: Rules<Lists> = {
  firstPage: oneOf([0, 1]),
  order: oneOf(LIST_ORDERS),
  pageSize: orNull(whole(1)),
  ignorePage: yesOrNo,
  lagMs: whole(0),
  totalOff: whole(Number.NEGATIVE_INFINITY),
  shape: oneOf(LIST_SHAPES),
  createdAt: oneOf(TIME_FORMATS),
  clockAheadMs: whole(Number.NEGATIVE_INFINITY),
  missing: texts,
  renamed: textTable,
};

const answersRules: Rules<Answers> = {
  createStatus: oneOf(CREATE_STATUSES),
  createBody: yesOrNo,
  changeStatus: oneOf([200, 204]),
  refusalStatus: oneOf(['own', 200]),
  bulk: oneOf(BULK_ANSWERS),
  missingRoutes: texts,
  missingPath: oneOf(['json', 'html']),
  unscannedStats: oneOf([200, 404]),
  stats: oneOf(STATS_ANSWERS),
  blockedHosts: texts,
  fullPlan: oneOf([402, 403]),
  limited: oneOf(LIMITED_ANSWERS),
  unauthorized: oneOf(UNAUTHORIZED_ANSWERS),
  firewall: texts,
  bom: yesOrNo,
  shortUrl: oneOf(['absolute', 'noScheme']),
  fieldNames: oneOf(['camel', 'snake']),
};

const picturesRules: Rules<Pictures> = { format: oneOf(PICTURE_FORMATS), address: oneOf(PICTURE_ADDRESSES) };

const limitsRules: Rules<Limits> = {
  windowsPer: oneOf(['account', 'key']),
  requestsPerDay: orNull(whole(0)),
  idsPerRequest: whole(1),
  bodyBytes: whole(0),
  urlCharacters: whole(1),
};

const singleRules: Rules<Omit<Config, keyof Groups>> = {
  dialect: oneOf(DIALECTS),
  rateHeaders: yesOrNo,
  rateResetUnit: oneOf(['secondsLeft', 'epochSeconds', 'epochMs']),
  retryAfterHeader: yesOrNo,
  requestsPerMinute: orNull(whole(1)),
  totalCodes: orNull(whole(0)),
  windowMs: whole(1),
  shortBase: text,
  imageBase: text,
  latencyMs: whole(0),
  redirectCacheMs: whole(0),
};

/** @param path what is before the name of a switch in a sentence. */
function readSwitches<S extends object>(path: string, rules: Rules<S>, given: unknown): Partial<S> {
  if (!isRecord(given)) throw new Error(`${path || 'The configuration'} must be an object.`);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) throw new Error(`There is no switch "${path ? `${path}.` : ''}${unknown}".`);
  const read: Partial<S> = {};
  for (const name in rules) {
    const value = given[name];
    if (value === undefined) continue;
    const rule: Rule<S[typeof name]> = rules[name];
    if (!rule.fits(value)) {
      throw new Error(`${path ? `${path}.` : ''}${name} must be ${rule.must}, not ${JSON.stringify(value)}.`);
    }
    read[name] = value;
  }
  return read;
}

/** Switches out of a JSON value, as `{"requestsPerMinute": 60, "lists": {"firstPage": 0}}`. Throws an Error with a sentence. */
export function readConfig(value: unknown): ConfigOptions {
  if (!isRecord(value)) throw new Error('The configuration must be an object.');
  const { stores, lists, answers, pictures, limits, ...single } = value;
  return {
    ...readSwitches('', singleRules, single),
    stores: readSwitches('stores', storesRules, stores ?? {}),
    lists: readSwitches('lists', listsRules, lists ?? {}),
    answers: readSwitches('answers', answersRules, answers ?? {}),
    pictures: readSwitches('pictures', picturesRules, pictures ?? {}),
    limits: readSwitches('limits', limitsRules, limits ?? {}),
  };
}
