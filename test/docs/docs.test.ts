// What the documents say about the code: words, headers, menu, properties, facts and links.
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { createWorld } from '../../sim/apps-script/world';
import { builtCode } from '../../sim/trial';
import { mayLack, mayLackOneOf } from '../../src/jobs/create/words';
import { normalizeHeader } from '../../src/table/header-words';
import { ADDED_ROLES, ROLE_NAMES, ROLES, type Role, SCAN_ROLES } from '../../src/table/roles';
import * as status from '../../src/table/status';
import { findColumns } from '../../src/table/understand';
import { LANGUAGE_NAMES } from '../../src/table/vocabulary';
import { anchorsOf, documents, filesUnder, linksOf, tableUnder, textOf } from './read';

const GUIDE = 'docs/user-guide.md';
const TOKEN = 'k3f9-1a2b3-x7w2m9q';

/** All texts that the add-on can write into a Status cell, each as the guide shows it. */
const STATUS_TEXTS: readonly string[] = [
  status.queued(0),
  status.queued(1),
  status.creating(TOKEN, 0),
  status.creating(TOKEN, 1),
  status.unconfirmed(TOKEN, 0),
  status.unconfirmed(TOKEN, 1),
  status.unconfirmed(TOKEN, 0, status.EDITED_IN_FLIGHT),
  status.EDITED,
  status.COMPUTED,
  status.CREATED,
  status.USED_MINE,
  status.createdWithSlug('summer-sale-x7k2', 'summer-sale'),
  status.createdFrom('Opening', 'https://example.com/'),
  status.SLUGS_MIXED,
  status.COPY,
  status.invalid('The destination is empty.'),
  status.skipped('The slug is taken.'),
  status.failed('Qrius refused it.'),
  status.failed(mayLack),
  status.failed(mayLackOneOf([{ name: 'Opening', shortUrl: 'https://qrius.io/k3f9' }])),
  status.STOPPED,
  status.CHANGE_QUEUED,
  status.keepPaused('Paused', status.CHANGE_QUEUED),
  status.changed(['destination', 'tags', 'name', 'description']),
  status.changed(['destination', 'tags', 'name', 'description'], true),
  status.changed(['paused']),
  status.changed(['activated']),
  status.changed(['deleted']),
  status.changed(['switched']),
  status.FOLLOWS_QRIUS,
  status.TAKEN_BACK,
  status.IMPORTED,
  status.IMPORT_CUT,
  status.notChanged('The row has no code.'),
  status.NOT_REACHED,
  status.NOT_CONFIRMED,
  status.NOT_FOUND,
];

/** The columns that the guide explains together; those of scan counts have a table of their own. */
const GUIDE_ROLES = ROLE_NAMES.filter((role) => !SCAN_ROLES.some((scan) => scan === role));
/** A column as the guide calls it. */
const columnOf = (role: Role) => {
  const { label } = ROLES[role];
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
};

/** Whether a text has a form of the guide, in which “…” is anything. */
function hasForm(text: string, form: string): boolean {
  if (text === form) return true;
  const pattern = form
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.+');
  return new RegExp(`^${pattern}$`).test(text);
}

describe('the Status words of the user guide', () => {
  const forms = tableUnder(GUIDE, '## Status words').flatMap(([cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, form = '']) => form),
  );

  test.each(STATUS_TEXTS)('explain “%s” once', (text) => {
    const exact = forms.filter((form) => form === text);
    expect(exact.length > 0 ? exact : forms.filter((form) => hasForm(text, form))).toHaveLength(1);
  });

  test('explain each one that needs no words of a row', () => {
    const constants = Object.values(status).filter((value) => typeof value === 'string');
    expect(constants.length).toBeGreaterThan(8);
    expect(constants.filter((text) => !STATUS_TEXTS.some((told) => told.endsWith(text)))).toEqual([]);
  });

  test.each(forms)('“%s” is a word of the add-on', (form) => {
    expect(STATUS_TEXTS.filter((text) => hasForm(text, form))).not.toEqual([]);
    expect(status.isOurs(form)).toBe(true);
  });
});

describe('the headers of the user guide', () => {
  const rows = tableUnder(GUIDE, '### Name your columns').map(([column = '', cell = '']) => ({
    column,
    headers: cell.split(/[,;:] /).filter((header) => header !== '' && !header.startsWith('if none')),
  }));
  const headers = rows.flatMap((row) => row.headers.map((header) => ({ column: row.column, header })));

  test('name each column of the code', () => {
    expect(rows.map(({ column }) => column).sort()).toEqual(GUIDE_ROLES.map(columnOf).sort());
  });

  test.each(headers)('“$header” is understood as $column', ({ column, header }) => {
    const role = GUIDE_ROLES.find((one) => columnOf(one) === column);
    if (!role) throw new Error(`${column} is no column of the code.`);
    const others = [...(role === 'name' ? [] : ['Name']), ...(role === 'destination' ? [] : ['URL'])];
    expect(findColumns([[...others, header]]).at[role]).toBe(others.length);
  });

  test('are all that the code understands', () => {
    const words = GUIDE_ROLES.flatMap((role) => [...ROLES[role].aliases, ...ROLES[role].fallbacks]);
    expect(headers.map(({ header }) => normalizeHeader(header)).sort()).toEqual(words.sort());
  });

  test('and the columns of scan counts are those that a refresh fills', () => {
    const columns = tableUnder(GUIDE, '## Refresh scan counts').map(([column]) => column);
    expect(columns).toEqual(SCAN_ROLES.map((role) => ROLES[role].header));
  });

  test.each(ADDED_ROLES)(
    'say which header the column %s gets where the user has one of that name',
    (role) => {
      expect(textOf(GUIDE)).toContain(ROLES[role].ownHeader);
    },
  );
});

describe('the headers in other languages', () => {
  const ROLES_OF_TABLE = ['name', 'destination', 'tags'] as const;
  const rows = tableUnder('docs/your-sheet.md', '## Headers in your language');

  test('name each language of the vocabulary', () => {
    expect(rows.map(([language]) => language)).toEqual(LANGUAGE_NAMES);
  });

  test.each(rows)('are understood in %s', (_, ...cells) => {
    ROLES_OF_TABLE.forEach((role, index) => {
      const others = { name: ['URL'], destination: ['Name'], tags: ['Name', 'URL'] }[role];
      for (const header of (cells[index] ?? '').split(', '))
        expect([header, findColumns([[...others, header]]).at[role]]).toEqual([header, others.length]);
    });
  });
});

test('the guide’s menu is the menu of the built add-on', () => {
  const menu = createWorld({ code: builtCode() }).open('owner', 'LIMITED');
  const labels = menu?.items.flatMap((item) => ('label' in item ? [item.label] : []));
  expect(tableUnder(GUIDE, '## The menu').map(([label]) => label)).toEqual(labels);
});

test('privacy.md names each property and each tab that the add-on writes', () => {
  const sources = filesUnder('src', ['.ts']).map(textOf).join('\n');
  const names = new Set(sources.match(/(?<=['`])qrius\.[a-z]+\.?/g) ?? []);
  expect(names.size).toBeGreaterThan(5);
  const privacy = textOf('docs/privacy.md');
  const unnamed = [...names, '“Qrius log”', '“Qrius chart”'].filter((name) => !privacy.includes(name));
  expect(unnamed).toEqual([]);
});

describe('the facts', () => {
  const FACTS = ['docs/facts/apps-script.md', 'docs/facts/qrius-api.md'];

  test.each(FACTS)('of %s each have a source', (path) => {
    const facts = textOf(path).split(/^### /m).slice(1);
    const unsourced = facts.filter((fact) => !/^(Documented|Observed|Assumed|Guide|Reference)\b/m.test(fact));
    expect(unsourced.map((fact) => fact.split('\n')[0])).toEqual([]);
  });

  test('that the code cites are there', () => {
    const code = ['src', 'sim', 'test', 'scripts', 'playground', 'bench'].flatMap((folder) =>
      filesUnder(folder, ['.ts', '.tsx']),
    );
    const cited = code.flatMap((file) =>
      [...textOf(file).matchAll(/(docs\/facts\/[a-z-]+\.md)#([a-z0-9-]+)/g)].map(
        ([, path = '', anchor = '']) => ({ file, path, anchor }),
      ),
    );
    expect(
      cited.filter(({ path, anchor }) => !FACTS.includes(path) || !anchorsOf(path).includes(anchor)),
    ).toEqual([]);
  });
});

test.each(documents())('the links of %s have targets', (path) => {
  const broken = linksOf(path).filter((target) => {
    const [file = '', anchor] = target.split('#');
    const to = file === '' ? path : posix.join(posix.dirname(path), file);
    if (!existsSync(posix.join(__dirname, '..', '..', to))) return true;
    return anchor !== undefined && !anchorsOf(to).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test('no heading of a document has the anchor of another', () => {
  const doubles = documents().flatMap((path) => {
    const anchors = anchorsOf(path);
    return anchors
      .filter((anchor, index) => anchors.indexOf(anchor) !== index)
      .map((anchor) => `${path}#${anchor}`);
  });
  expect(doubles).toEqual([]);
});

test.each([
  ['faults', 'faults/main.ts'],
  ['simulator', 'sim/qrius/main.ts'],
])('the README lists each option of npm run %s', (command, file) => {
  const row = textOf('README.md')
    .split('\n')
    .find((line) => line.startsWith(`| \`npm run ${command}\``));
  const [usage = ''] = /'Options: [^']+/.exec(textOf(file)) ?? [];
  const options = usage.match(/--[a-z-]+/g) ?? [];
  expect(options.length).toBeGreaterThan(5);
  expect(options.filter((option) => !row?.includes(option))).toEqual([]);
});

test('the README is at most 120 lines', () => {
  expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

test('npx is never asked for a package that is not installed', () => {
  const texts = [...documents(), ...filesUnder('scripts', ['.ts', '.js']), '.ci/run', 'package.json'].map(
    textOf,
  );
  const calls = texts.flatMap((text) => text.match(/\bnpx [^`\n]*/g) ?? []);
  expect(calls).not.toEqual([]);
  expect(calls.filter((call) => !call.startsWith('npx --no-install '))).toEqual([]);
});
