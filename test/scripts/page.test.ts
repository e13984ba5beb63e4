// The pages as they are pushed: each one file that needs nothing else, and what the build refuses.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distFolder } from '../../scripts/build';
import { buildPage, pageFaults, pages, printPage, sidebarPage } from '../../scripts/pages';

const page = buildPage(sidebarPage);

test.each(pages)('dist holds $file of these sources, it has no fault, and it carries its licences', (one) => {
  const built = buildPage(one);
  expect(readFileSync(join(distFolder, one.file), 'utf8')).toBe(built);
  expect(pageFaults(one, built)).toEqual([]);
  expect(built).toContain('The MIT License (MIT)');
});

test('the page that holds jsQR carries the Apache License', () => {
  expect(pages.filter((one) => buildPage(one).includes('Apache License'))).toEqual([printPage]);
});

test('the server can write into a page what to open', () => {
  expect(page.replace('data-view="home"', 'data-view="check"')).toMatch(/<body data-view="check">/);
});

test.each([
  ['is too large', '</body>', `${' '.repeat(sidebarPage.limitBytes)}</body>`, /must stay under \d+/],
  ['has a template literal', '</script>', ';`a`</script>', /backtick/],
  ['has a scriptlet', '<body', '<?= 1 ?><body', /scriptlet/],
  ['has a comment', '<body', '<!-- --><body', /hides what follows/],
  ['has another script', '</body>', '<script></script></body>', /exactly one script/],
  ['loads a script', '</head>', '<script src="https://example.com/a.js"></script></head>', /not put into it/],
  ['loads a style', '</head>', '<link rel="stylesheet" href="a.css"></head>', /not put into it/],
  ['loads a font', '</style>', '@font-face{src:url(https://example.com/a)}</style>', /from elsewhere/],
  ['is not ASCII', 'Qrius for Sheets', 'Qrius für Sheets', /not ASCII/],
  ['misses the mark of the view', 'data-view="home"', '', /exactly once/],
  ['does not parse', '</script>', '}</script>', /does not parse/],
])('a page that %s is refused', (_what, part, instead, fault) => {
  expect(page).toContain(part);
  const broken = page.replace(part, () => instead);
  expect(pageFaults(sidebarPage, broken)).toContainEqual(expect.stringMatching(fault));
});

test('the compiler refuses what is not in the contract', () => {
  const root = join(__dirname, '..', '..');
  const refused = [
    "call('continueJobs', null)",
    "call('continueJob', { slices: 2 })",
    "call('checkRows', null)",
    "call('checkRows', { scope: 'page' })",
    "call('getHome', null).then((a) => a.ok && a.value.key)",
    "call('getJob', null).then((a) => a.value)",
  ];
  const allowed = [
    "call('getHome', null).then((a) => a.ok && a.value.sheet.rows)",
    "call('selectRow', { row: 7 })",
  ];
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'door-')));
  try {
    const lines = [...refused, ...allowed].map((line) => `${line};`);
    const source = [
      `import { call } from ${JSON.stringify(join(root, 'src', 'sidebar', 'rpc', 'call'))};`,
      ...lines,
    ];
    writeFileSync(join(folder, 'calls.ts'), source.join('\n'));
    const config = {
      extends: join(root, 'src', 'sidebar', 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(root, 'node_modules', '@types')] },
      include: ['calls.ts'],
      exclude: [],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const faulty = [...stdout.matchAll(/^calls\.ts\((\d+),/gm)].map(([, line]) => Number(line));
    expect([...new Set(faulty)]).toEqual(refused.map((_line, index) => index + 2));
    expect(stdout.split('\n').filter((line) => /error/.test(line) && !line.startsWith('calls.ts'))).toEqual(
      [],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
