// The built bundle as Apps Script will see it, and what the check says of bundles that must not be pushed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';
import { distFolder, entryFile } from '../../scripts/build';
import { type Bundle, buildBundle } from '../../scripts/bundle';
import { bundleFaults, bundleLimitBytes } from '../../scripts/check-bundle';
import { manifestFaults } from '../../scripts/check-manifest';

const inDist = (name: string) => readFileSync(join(distFolder, name), 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles a source text as if it were the entry file. */
function bundleOf(source: string): Bundle {
  const file = join(folder, 'main.ts');
  writeFileSync(file, source);
  return buildBundle(file);
}

describe('dist', () => {
  test('is of these sources and has no fault', () => {
    const bundle = buildBundle(entryFile);
    expect(inDist('Code.js')).toBe(bundle.code);
    expect(bundleFaults(bundle)).toEqual([]);
    expect(bundle.functions).toContain('onOpen');
    expect(inDist('Code.js')).toMatch(/^\/\*\* @OnlyCurrentDoc \*\/\n/);
    expect(manifestFaults(inDist('appsscript.json'))).toEqual([]);
  });
});

describe('a bundle', () => {
  test('shows its exports as functions that hand their arguments on, and only those', () => {
    const bundle = bundleOf(`
      const unit = 'ü';
      export const onOpen = (event: { size?: number }) => (event?.size ?? 0) + unit;
      export function rpc(name: string, ...values: number[]) { return [name, ...values]; }
      export type Event = { size: number };
    `);
    expect(bundle.functions).toEqual(['onOpen', 'rpc']);
    expect(bundleFaults(bundle)).toEqual([]);
    const realm = vm.createContext({});
    vm.runInContext(bundle.code, realm);
    expect(vm.runInContext('onOpen({ size: 2 }) + onOpen() + rpc("a", 1, 2).join()', realm)).toBe(
      '2ü0üa,1,2',
    );
    // What Apps Script itself looks for: declarations at the top level.
    expect(bundle.code).toMatch(/^function onOpen\(/m);
  });

  test.each<[string, (bundle: Bundle) => Bundle, RegExp]>([
    [
      'has a global more',
      (b) => ({ ...b, code: `${b.code}var extra = 1;` }),
      /global that nobody asked for: extra/,
    ],
    ['sets a global', (b) => ({ ...b, code: `${b.code}globalThis.extra = 1;` }), /nobody asked for: extra/],
    ['has a top-level class', (b) => ({ ...b, code: `${b.code}class Extra {}` }), /const, let or class/],
    ['misses a function', (b) => ({ ...b, functions: ['onInstall', 'onOpen'] }), /does not define onInstall/],
    [
      'uses logical assignment',
      (b) => ({ ...b, code: `${b.code}function f(a) { a ??= 1; return a; }` }),
      /ES2020/,
    ],
    ['uses class fields', (b) => ({ ...b, code: `${b.code}(class { field = 1; });` }), /ES2020/],
    [
      'is too large',
      (b) => ({ ...b, code: `${b.code}/*${'-'.repeat(bundleLimitBytes)}*/` }),
      /must stay under \d+/,
    ],
  ])('that %s is refused', (_what, spoil, fault) => {
    const faults = bundleFaults(spoil(bundleOf('export function onOpen() {}')));
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });

  test.each([
    ['touches a service', 'const ui = SpreadsheetApp.getUi();', /touches SpreadsheetApp while it loads/],
    ['hides that it does', 'try { Logger.log(1); } catch {}', /touches Logger while it loads/],
    [
      'only asks for a service',
      'const there = typeof UrlFetchApp; export const rpc = () => there;',
      /touches UrlFetchApp/,
    ],
    [
      'needs what is not ECMAScript',
      'const url = new URL("https://qrius.io");',
      /throws .*URL is not defined/,
    ],
    ['exports what is no function', 'export const version = 1;', /export version is not a function/],
  ])('whose source %s at load is refused', (_what, source, fault) => {
    const faults = bundleFaults(bundleOf(`${source}\nexport function onOpen() { return 1; }`));
    expect(faults).toContainEqual(expect.stringMatching(fault));
  });

  test('of faulty sources is not made', () => {
    expect(() => bundleOf('export { missing } from "./nowhere";')).toThrow(/Could not resolve "\.\/nowhere"/);
  });
});

test.each([
  ['oauthScopes', ['https://www.googleapis.com/auth/spreadsheets']],
  ['urlFetchWhitelist', ['https://qrius.io/', 'https://api.qrius.io/', 'https://example.com/']],
  ['runtimeVersion', 'DEPRECATED_ES5'],
  ['urlFetchWhitelist', undefined],
])('a manifest with another %s is refused', (key, value) => {
  const manifest = { ...(JSON.parse(inDist('appsscript.json')) as object), [key]: value };
  expect(manifestFaults(JSON.stringify(manifest))).toEqual([expect.stringContaining(`"${key}" must be`)]);
});
