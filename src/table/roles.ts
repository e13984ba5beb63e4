// The columns: one row for each, with all that is special about it. Adding a column begins here.
import { normalizeHeader } from './header-words';

/** `text` is written as plain text, `formula` as it is, `number` and `moment` as values. */
export type ColumnType = 'text' | 'number' | 'moment' | 'formula';

interface RoleSpec<Owner extends 'user' | 'addon', Header extends string | null> {
  /** Whose cells these are. In a user's column only cells that a job changes are ever written. */
  owner: Owner;
  type: ColumnType;
  /** The header of a column that the add-on adds; null for one that it never adds. */
  header: Header;
  /** The header instead where the user has a column of that name for something else. */
  ownHeader: Header | string;
  /** Headers that are understood, as `normalizeHeader` leaves them; further ones are in `vocabulary.ts`. */
  aliases: readonly string[];
  /** Headers that count only where no alias is there. */
  fallbacks: readonly string[];
  /** The number format that the column gets when it is added; null where it keeps the sheet's. */
  format: string | null;
  /** How a sentence names the column. */
  label: string;
}

const column = <O extends 'user' | 'addon', H extends string | null>(
  spec: Pick<RoleSpec<O, H>, 'owner' | 'header' | 'ownHeader' | 'aliases' | 'label'> &
    Partial<RoleSpec<O, H>>,
): RoleSpec<O, H> => ({
  type: 'text',
  fallbacks: [],
  format: null,
  ...spec,
});

const given = (label: string, aliases: string) =>
  column({ owner: 'user', header: null, ownHeader: null, aliases: aliases.split(' '), label });

/** Plain text: Sheets would make a date of `1-2` and a number of `012` (docs/facts/apps-script.md#text-format). */
const PLAIN = '@';
const COUNT = '0';
/** Shown in the sheet's own zone; sorts and charts as a date. */
const MOMENT = 'yyyy-mm-dd hh:mm';

/** A column that the add-on adds and fills in: sure under its other header, which no user's column has. */
const added = <H extends string>(
  header: H,
  ownHeader: string,
  label: string,
  { aliases = [], fallbacks = [], ...more }: Partial<RoleSpec<'addon', H>>,
) =>
  column<'addon', H>({
    owner: 'addon',
    header,
    ownHeader,
    label,
    ...more,
    aliases: [normalizeHeader(ownHeader), ...aliases],
    fallbacks: [normalizeHeader(header), ...fallbacks],
  });

/** A column of the scans, which a refresh fills in. */
function counted<H extends string>(header: H, type: ColumnType, format: string) {
  const label = header.charAt(0).toLowerCase() + header.slice(1);
  return added(header, `QR ${label}`, label, { type, format });
}

/** In the order in which missing columns are added at the right. */
export const ROLES = {
  name: given('name', 'name title label qrname qrcodename codename sessiontitle sessionname'),
  destination: given(
    'destination',
    'url link destination destinationurl destinationlink page pageurl website websiteurl webpage webaddress target targeturl homepage longurl',
  ),
  tags: given('tags', 'tags tag labels'),
  description: given('description', 'qrdescription codedescription'),
  next: given('next destination', 'nextdestination nexturl nextlink nextdestinationurl'),
  switchOn: given('switch on', 'switchon switchat switchdate'),
  slug: column({
    owner: 'user',
    header: 'Slug',
    ownHeader: 'QR slug',
    aliases: ['slug', 'qrslug', 'backhalf', 'shortname', 'alias', 'customslug'],
    // They count only where the cells below them can be slugs: an export may have whole short links there.
    fallbacks: ['shortlink', 'keyword', 'path', 'linkpath'],
    label: 'slug',
  }),
  id: added('QR ID', 'QR code ID', 'QR ID', { fallbacks: ['qriusid'], format: PLAIN }),
  shortUrl: added('Short URL', 'QR short URL', 'Short URL', { aliases: ['qrurl'], format: PLAIN }),
  image: added('QR code image', 'QR picture', 'QR code image', {
    type: 'formula',
    fallbacks: ['qrimage', 'qrcode'],
  }),
  status: added('Status', 'QR status', 'status', { format: PLAIN }),
  scans: counted('Scans', 'number', COUNT),
  uniqueScans: counted('Unique scans', 'number', COUNT),
  lastScan: counted('Last scan', 'moment', MOMENT),
  scanChange: counted('Change since last refresh', 'number', COUNT),
  scansAsOf: counted('Scans as of', 'moment', MOMENT),
} as const satisfies Record<string, RoleSpec<'user' | 'addon', string | null>>;

export type Role = keyof typeof ROLES;
/** Columns that the add-on adds where the sheet has none. */
export type AddedRole = { [R in Role]: (typeof ROLES)[R]['header'] extends string ? R : never }[Role];

export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];
const isAdded = (role: Role): role is AddedRole => ROLES[role].header !== null;
export const ADDED_ROLES: readonly AddedRole[] = ROLE_NAMES.filter(isAdded);

/** The columns of codes, as creating and importing fill them in. */
export const CODE_ROLES = ['slug', 'id', 'shortUrl', 'image', 'status'] as const satisfies AddedRole[];
/** The columns that a refresh of scan counts fills in. */
export const SCAN_ROLES = [
  ...(['scans', 'uniqueScans', 'lastScan', 'scanChange', 'scansAsOf'] as const),
] as const satisfies AddedRole[];

/** Whether a column is the user's own. */
export const isUsers = (role: Role): boolean => ROLES[role].owner === 'user';

/** A cell of these columns is written only where it changes: it is the user's, or cannot be read back. */
export const isDelicate = (role: Role): boolean => isUsers(role) || role === 'image';

export const isScan = (role: Role): boolean => SCAN_ROLES.some((scan) => scan === role);
