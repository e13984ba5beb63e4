// What a new world is made of: its options, and the state that it begins with.
import type { Transport } from '../wire';
import { newSheet, putCell, type SheetState } from './cells';
import { typeInto } from './coercion';
import type { CostOverride } from './costs';
import { addFeature, type Feature } from './features';
import { localeOf } from './locales';
import type { Manifest } from './manifest';
import { type Readings, usualReadings } from './readings';
import type { DocumentState, User, WorldState } from './state';
import type { ScriptKind, Surroundings } from './types';

/** A sheet to begin with: its rows as a user would have typed them. */
export interface SheetSetup {
  name: string;
  rows?: Array<Array<string | number | boolean>>;
  maxRows?: number;
  maxColumns?: number;
  frozenRows?: number;
  /** What it has beside its cells, in the order in which it is added. */
  features?: Feature[];
}

export interface WorldOptions extends Surroundings {
  /** The text of the server bundle. */
  code: string;
  /** HTML files by name, with or without ".html". */
  html?: Record<string, string>;
  manifest?: Manifest;
  clock?: 'virtual' | 'real';
  /** Where the virtual clock starts, epoch milliseconds. */
  startMs?: number;
  seed?: number;
  /** Carries what UrlFetchApp sends. Without one every fetch fails as unreachable. */
  transport?: Transport;
  kind?: ScriptKind;
  document?: {
    name?: string;
    owner?: string;
    timeZone?: string;
    locale?: string;
    /** False until "Allow access" is pressed, as in a real document. */
    imagesAllowed?: boolean;
    sheets: SheetSetup[];
  };
  /** The first one is the default user and, unless told otherwise, owns the document. */
  users?: User[];
  costs?: CostOverride;
  /** What getActiveSpreadsheet gives in a clock trigger; unconfirmed for a published add-on. */
  clockTriggerDocument?: 'active' | 'null';
  /** When hourly triggers fire: at the minute at which they were made, or at a random one of each hour. */
  triggerMinute?: 'same' | 'random';
  /** Whether an add-on comes from the Marketplace: only its add-on menu has items there. */
  published?: boolean;
  /** Which way the world takes where it is not known how Google does. */
  readings?: Partial<Readings>;
}

function sheetFrom(
  { name, rows = [], features = [], ...rest }: SheetSetup,
  id: number,
  locale: string,
  year: number,
): SheetState {
  const sheet: SheetState = { ...newSheet(id, name, locale), ...rest };
  const typing = { year, locale: localeOf(locale) };
  rows.forEach((row, down) => {
    row.forEach((value, right) => {
      const cell = typeof value === 'string' ? typeInto({ value: '' }, value, typing) : { value };
      if (cell.value !== '' || cell.formula) putCell(sheet, down + 1, right + 1, cell);
    });
  });
  for (const feature of features) addFeature(sheet, feature);
  return sheet;
}

/** A first document for scripts that need one but were told of none. */
const plainDocument: NonNullable<WorldOptions['document']> = { sheets: [{ name: 'Sheet1' }] };

/** The state in which a world begins, at `startMs` on its clock. */
export function firstState(options: WorldOptions, startMs: number, users: [User, ...User[]]): WorldState {
  const { document = plainDocument, kind = 'addon', seed = 1 } = options;
  const locale = document.locale ?? 'en_US';
  const thisYear = new Date(startMs).getUTCFullYear();
  const documentState: DocumentState = {
    id: 'document-of-this-world',
    name: document.name ?? 'Untitled spreadsheet',
    ownerId: document.owner ?? users[0].id,
    timeZone: document.timeZone ?? 'Etc/UTC',
    locale,
    imagesAllowed: document.imagesAllowed ?? true,
    sheets: document.sheets.map((sheet, index) => sheetFrom(sheet, index, locale, thisYear)),
  };
  return {
    now: startMs,
    aheadMs: 0,
    document: kind === 'standalone' ? null : documentState,
    readings: { ...usualReadings, ...options.readings },
    accounts: Object.fromEntries(users.map(({ id, email: _, ...account }) => [id, account])),
    triggerTime: {},
    properties: { script: {}, document: {}, user: {} },
    selections: {},
    menus: {},
    answers: {},
    triggers: [],
    unauthorised: [],
    shown: [],
    trips: {},
    executions: 0,
    random: { value: seed },
    latency: { value: ~seed },
  };
}
