// Deploys with the real clasp, against a stand-in of Google's services on the loopback.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../scripts/deploy/failures';
import { readIds, withIds } from '../../scripts/deploy/settings';
import { type StandIn, startStandIn } from './apps-script-api';
import { packedDeploy, packedModules } from './packed-clasp';
import { copyProject, type ProjectCopy } from './project-copy';

const placeholderSettings = `{
  // Run the deploy script once: it makes a sheet and puts the ID here.
  "scriptId": "PASTE_YOUR_SCRIPT_ID",
  "rootDir": "dist", /* built */
  "skipSubdirectories": true,
}
`;

/** Starting tsx and clasp takes seconds on a small machine that is busy with other suites. */
jest.setTimeout(120_000);

const extensions = { SERVER_JS: '.js', HTML: '.html', JSON: '.json' };

/** The files that Google holds for a script, named as in dist. */
function remoteFiles(standIn: StandIn, scriptId: string): Record<string, string> {
  const files = standIn.scripts.get(scriptId)?.files ?? [];
  return Object.fromEntries(files.map(({ name, type, source }) => [name + extensions[type], source]));
}

const shared = realpathSync(mkdtempSync(join(tmpdir(), 'packed-')));
const packed = Promise.all([packedModules(shared), packedDeploy()]).then(([modules, deploy]) => ({
  modules,
  deploy,
}));
afterAll(() => rmSync(shared, { recursive: true }));

interface ProjectOptions {
  /** clasp and the deploy script, each in one file, or as they are installed. */
  programs?: 'packed' | 'installed';
  sources?: 'whole' | 'small';
}

/** Gives a test a copy of the project and an empty Google account. */
async function withProject(
  run: (project: ProjectCopy, standIn: StandIn) => Promise<void>,
  { programs = 'packed', sources = 'small' }: ProjectOptions = {},
): Promise<void> {
  const project = copyProject(placeholderSettings, programs === 'packed' ? await packed : null, sources);
  const standIn = await startStandIn();
  try {
    await run(project, standIn);
  } finally {
    project.remove();
    await standIn.close();
  }
}

// Concurrent, since most of the time goes into starting clasp.
describe('deploy', () => {
  test.concurrent('the first run makes a sheet, later runs push to it, and Google gets exactly the files of dist', () =>
    withProject(
      async (project, standIn) => {
        // The sheet is made, but the first push fails.
        standIn.refusals['projects.updateContent'] = {
          status: 400,
          message: 'Syntax error: SyntaxError: Unexpected token line: 12 file: Code.gs',
        };
        const failed = await project.deploy(standIn);
        expect(failed).toMatchObject({
          code: 1,
          stderr: 'Google found a syntax error in Code.gs, line 12: SyntaxError: Unexpected token\n',
        });
        expect(project.read('.clasp.json')).toBe(
          placeholderSettings.replace('"PASTE_YOUR_SCRIPT_ID"', '"script-1",\n  "parentId": "sheet-1"'),
        );

        standIn.refusals = {};
        const pushed = await project.deploy(standIn);
        expect(pushed).toMatchObject({ code: 0, stderr: '' });
        expect(pushed.stdout).toContain('open https://docs.google.com/spreadsheets/d/sheet-1/edit');
        expect([...standIn.sheets]).toEqual([['sheet-1', 'Qrius for Sheets']]);
        expect(standIn.scripts.get('script-1')?.parentId).toBe('sheet-1');
        expect(remoteFiles(standIn, 'script-1')).toEqual(project.dist());
        expect(Object.keys(project.dist())).toEqual(expect.arrayContaining(['Code.js', 'appsscript.json']));
        expect(project.read('dist/appsscript.json')).toBe(project.read('appsscript.json'));

        standIn.calls = [];
        const again = await project.deploy(standIn);
        expect(again).toMatchObject({ code: 0, stderr: '' });
        expect(again.stdout).toContain('Nothing to push');
        // Once for files that are not ours, once by clasp, which finds that nothing changed.
        expect(standIn.calls).toEqual(['projects.getContent', 'projects.getContent']);
        expect(standIn.strangers).toEqual([]);
      },
      { sources: 'whole' },
    ));

  test.concurrent('a run that cannot make the script says why, and leaves .clasp.json as it was', () =>
    withProject(async (project, standIn) => {
      const loggedOut = await project.deploy(standIn, { clasp_config_auth: 'nobody.json' });
      expect(loggedOut).toEqual({
        code: 1,
        stdout: '',
        stderr: 'You are not logged in to Google: run `npx --no-install clasp login`, then deploy again.\n',
      });
      expect(standIn.calls).toEqual([]);

      standIn.refusals['projects.create'] = {
        status: 403,
        message:
          'User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry.',
      };
      const switchedOff = await project.deploy(standIn);
      expect(switchedOff).toMatchObject({ code: 1, stdout: '' });
      expect(switchedOff.stderr).toMatch(
        /^The Apps Script API is switched off for your account: switch it on at https:\/\/script\.google\.com\/home\/usersettings, .* delete it\.\n$/,
      );
      expect(project.read('.clasp.json')).toBe(placeholderSettings);
    }));

  test.concurrent('files that are not the add-on’s are listed and stay, unless --replace says otherwise', () =>
    withProject(async (project, standIn) => {
      const files = [
        { name: 'appsscript', type: 'JSON' as const, source: '{}' },
        { name: 'Code', type: 'SERVER_JS' as const, source: 'function invoice() { return 1; }' },
        { name: 'Stock', type: 'SERVER_JS' as const, source: 'function stock() {}' },
      ];
      standIn.scripts.set('script-9', { parentId: 'sheet-9', files });
      project.write('.clasp.json', placeholderSettings.replace('PASTE_YOUR_SCRIPT_ID', 'script-9'));
      const stopped = await project.deploy(standIn);
      expect(stopped).toMatchObject({ code: 1, stdout: '' });
      expect(stopped.stderr).toMatch(
        /^The script holds files that aren’t part of this add-on: Code\.js, Stock\.js\. /,
      );
      expect(standIn.scripts.get('script-9')?.files).toEqual(files);
      expect(await project.deploy(standIn, {}, ['--replace'])).toMatchObject({ code: 0 });
      expect(remoteFiles(standIn, 'script-9')).toEqual(project.dist());
    }));

  test.concurrent('a sheet that is there gets a script of its own, by clasp and the script as they are installed', () =>
    withProject(
      async (project, standIn) => {
        const sheet = 'https://docs.google.com/spreadsheets/d/1x2y3z4a5b6c7d8e9f0g1h2i/edit#gid=0';
        const made = await project.deploy(standIn, {}, ['--sheet', sheet]);
        expect(made).toMatchObject({ code: 0, stderr: '' });
        expect(made.stdout).toMatch(/^Created the script script-1 for your sheet\./);
        expect(standIn.scripts.get('script-1')?.parentId).toBe('1x2y3z4a5b6c7d8e9f0g1h2i');
        expect([...standIn.sheets]).toEqual([]);
        expect(remoteFiles(standIn, 'script-1')).toEqual(project.dist());
        const unknown = await project.deploy(standIn, {}, ['--force']);
        expect(unknown).toMatchObject({
          code: 1,
          stderr: '--force is no option. There are --replace and --sheet URL.\n',
        });
        const pushes = remoteFiles(standIn, 'script-1');
        const help = await project.deploy(standIn, {}, ['--help']);
        expect(help).toMatchObject({ code: 0, stderr: '' });
        expect(help.stdout).toContain('--sheet URL');
        expect(help.stdout).not.toMatch(/Created|Pushed/);
        expect(remoteFiles(standIn, 'script-1')).toEqual(pushes);
      },
      { programs: 'installed' },
    ));

  test.concurrent('a file that clasp would leave out stops the run before Google hears of it', () =>
    withProject(async (project, standIn) => {
      project.write('.claspignore', 'Code.js\n');
      const ignored = await project.deploy(standIn);
      expect(ignored.code).toBe(1);
      expect(ignored.stderr).toMatch(
        /^clasp would not push exactly the files of dist but: .*appsscript\.json/,
      );
      expect(standIn.calls).toEqual([]);
    }));
});

describe('.clasp.json', () => {
  test.each([
    ['{ "scriptId": "a", "parentId": "b" }', { scriptId: 'a', parentId: 'b' }],
    ["// one\n{ /* two */ scriptId: 'a', rootDir: 'dist', }", { scriptId: 'a' }],
  ])('%s is understood', (text, ids) => expect(readIds(text)).toEqual(ids));

  test.each([
    ['{ "scriptId": "" }', /has no scriptId/],
    ['{ "rootDir": "dist" }', /has no scriptId/],
    ['{ "scriptId": ', /cannot be read .*fix it/],
    ['[]', /cannot be read/],
  ])('%s is refused', (text, sentence) => expect(() => readIds(text)).toThrow(sentence));

  test('other IDs take the place of those that are there', () => {
    const settings = '{ "parentId": "old", "scriptId": "PASTE_YOUR_SCRIPT_ID" } // PASTE_YOUR_SCRIPT_ID';
    expect(withIds(settings, { scriptId: 'a"b', parentId: 'c' })).toBe(
      '{ "parentId": "c", "scriptId": "a\\"b" } // PASTE_YOUR_SCRIPT_ID',
    );
  });
});

test.each([
  [
    'invalid_grant\n',
    'You are not logged in to Google: run `npx --no-install clasp login`, then deploy again.',
  ],
  ['The caller does not have permission\n', /^Your Google account may not change the script/],
  [
    'Warning: something else\nThe service is currently unavailable.\n',
    /^clasp push failed: The service is currently unavailable\.$/,
  ],
  ['', 'clasp push failed: it gave no reason.'],
])('what clasp writes, %j, becomes a sentence', (text, sentence) => {
  expect(explain('push', text)).toEqual(
    typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
  );
});
