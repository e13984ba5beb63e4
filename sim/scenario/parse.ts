// Reads a scenario file. What is unknown, missing or of the wrong form is refused in a sentence that begins with its path.
import { textsBy } from '../../src/shared/texts';
import { type CostOverride, callKinds } from '../apps-script/costs';
import type { Readings } from '../apps-script/readings';
import type { ConfigOptions } from '../qrius/config';
import { PLANS, type Plan } from '../qrius/plans';
import { readConfig } from '../qrius/read-config';
import {
  all,
  may,
  must,
  number,
  object,
  orNull,
  type Read,
  refuse,
  table,
  texts,
  words,
  yesOrNo,
} from './read';
import { account, cellValue, feature } from './read-edits';
import { step } from './read-steps';
import type {
  Scenario,
  ScenarioService,
  ScenarioSheet,
  ScenarioUser,
  ScenarioWorld,
  SeedCode,
} from './scenario';

const sheet: Read<ScenarioSheet> = object<ScenarioSheet>({
  name: must(texts),
  csv: may(texts),
  rows: may(all(all(cellValue))),
  maxRows: may(number(1)),
  maxColumns: may(number(1)),
  frozenRows: may(number()),
  features: may(all(feature)),
});

const costs: Read<CostOverride> = (value, path) => {
  const known = [...Object.keys(callKinds), 'write', 'cell'];
  const unknown = Object.keys(table(number())(value, path)).find((name) => !known.includes(name));
  return unknown === undefined
    ? (table(number())(value, path) as CostOverride)
    : refuse(`${path}.${unknown}`, 'isn’t a known field');
};

const world: Read<ScenarioWorld> = object<ScenarioWorld>({
  startMs: may(number()),
  seed: may(number()),
  kind: may(words('bound', 'addon')),
  published: may(yesOrNo),
  costs: may(costs),
  clockTriggerDocument: may(words('active', 'null')),
  triggerMinute: may(words('same', 'random')),
  readings: may(
    object<Partial<Readings>>({
      refusedWrites: may(words('flush', 'call')),
      apostropheInText: may(words('swallowed', 'kept')),
      richTextOfFormulas: may(words('text', 'null')),
      copiedProperties: may(words('copied', 'dropped')),
    }),
  ),
});

/** Switches of the service have their own sentences; they are told with the path of the file. */
const config: Read<ConfigOptions> = (value, path) => {
  try {
    readConfig(value);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
  return value as ConfigOptions;
};

const service: Read<ScenarioService> = object<ScenarioService>({
  accounts: may(all(words<readonly Plan[]>(...PLANS))),
  seed: may(number()),
  takenSlugs: may(all(texts)),
  config: may(config),
  codes: may(
    all(
      object<SeedCode>({
        id: must(texts),
        name: must(texts),
        destinationUrl: must(texts),
        slug: may(texts),
        ...textsBy(() => may(texts)),
        tags: may(all(texts)),
        paused: may(yesOrNo),
        account: may(number()),
      }),
    ),
  ),
});

const scenario: Read<Scenario> = object<Scenario>({
  title: must(texts),
  world: may(world),
  document: must(
    object<Scenario['document']>({
      name: may(texts),
      owner: may(texts),
      timeZone: may(texts),
      locale: may(texts),
      imagesAllowed: may(yesOrNo),
      sheets: must(all(sheet)),
    }),
  ),
  service: may(service),
  users: may(
    all(
      object<ScenarioUser>({
        id: must(texts),
        email: must(texts),
        name: may(texts),
        account: may(orNull(number())),
        ...account,
      }),
    ),
  ),
  steps: must(all(step)),
});

/** What no single field can tell: whether those that are named are there. */
function checkNames({ document, users = [], service = {}, steps }: Scenario): void {
  const { accounts = ['PRO'], codes = [] } = service;
  if (document.sheets.length === 0) refuse('document.sheets', 'must have a sheet');
  for (const [index, { csv, rows }] of document.sheets.entries())
    if (csv !== undefined && rows !== undefined)
      refuse(`document.sheets[${index}]`, 'must have either rows or csv');
  const ids = users.length === 0 ? ['ada'] : users.map(({ id }) => id);
  const known = (id: string | undefined, path: string) => {
    if (id !== undefined && !ids.includes(id)) refuse(path, `must be one of the users ${ids.join(', ')}`);
  };
  const exists = (number: number | null | undefined, path: string) => {
    if ((number ?? 0) >= accounts.length)
      refuse(path, `must be below ${accounts.length}, the number of accounts`);
  };
  for (const [index, one] of users.entries()) exists(one.account, `users[${index}].account`);
  for (const [index, code] of codes.entries()) exists(code.account, `service.codes[${index}].account`);
  let copied = false;
  for (const [index, one] of steps.entries()) {
    const path = `steps[${index}]`;
    known(one.user, `${path}.user`);
    if (one.kind === 'connect') exists(one.account, `${path}.account`);
    if (one.document === 'copy' && !copied) refuse(`${path}.document`, 'no step has copied the document yet');
    if (one.kind === 'copyDocument') copied = true;
    if ('disturbances' in one)
      for (const [at, { do: what }] of (one.disturbances ?? []).entries())
        if ('user' in what) known(what.user, `${path}.disturbances[${at}].do.user`);
  }
}

/** The scenario that a file's text holds. Throws an Error with a sentence that begins with the path in the file. */
export function parseScenario(text: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The scenario isn’t valid JSON: ${(error as Error).message}.`);
  }
  const read = scenario(value, '');
  checkNames(read);
  return read;
}
