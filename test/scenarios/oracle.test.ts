// Each kind of violation is found in a result that was broken by hand.
import { putCell } from '../../sim/apps-script/cells';
import { viewsOf } from '../../sim/oracle/evidence';
import { judge, judgeAll } from '../../sim/oracle/judge';
import type { ViolationKind } from '../../sim/oracle/violation';
import type { Played } from '../../sim/scenario/hand';
import { play } from '../../sim/scenario/play';
import type { Scenario } from '../../sim/scenario/scenario';
import type { JobView } from '../../src/shared/contract/job';
import { AT, CREATE, edit, put, sheetAt, TALKS } from './talks';

jest.setTimeout(60_000);

const SCENARIO: Scenario = {
  title: 'Three rows, a new destination, and back',
  document: { sheets: [TALKS] },
  steps: [
    CREATE,
    {
      kind: 'press',
      button: { kind: 'change', request: { kind: 'destination', url: 'https://example.com/x' } },
    },
    { kind: 'press', button: { kind: 'undo' } },
  ],
};

const firstView = (played: Played): JobView => {
  const [view] = viewsOf(played);
  if (!view) throw new Error('No sidebar was told of a job.');
  return view;
};
const someSent = ({ tape }: Played, fits: (sent: Played['tape']['sent'][number]) => boolean) => {
  const sent = tape.sent.find(fits);
  if (!sent) throw new Error('No such request was sent.');
  return sent;
};

const broken: Record<ViolationKind, (played: Played) => void> = {
  double: (played) => {
    const sent = someSent(played, ({ changes }) => changes.some(({ before }) => before === null));
    const code = sent.changes[0]?.after;
    if (!code) throw new Error('Nothing was made.');
    const twin = { ...code, id: 'qr_twin' };
    played.qrius.codes[twin.id] = twin;
    played.tape.sent.push({ ...sent, changes: [{ id: twin.id, before: null, after: twin }] });
  },
  orphan: (played) => {
    for (let column = AT.id; column <= AT.status; column += 1) put(played, 2, column, '');
  },
  'wrong-row': (played) => {
    const [first, second] = [2, 3].map((row) => sheetAt(played, 0).rows[row - 1]?.cells[AT.id - 1]?.value);
    put(played, 2, AT.id, String(second));
    put(played, 3, AT.id, String(first));
  },
  'user-cell': (played) => put(played, 2, AT.notes, 'overwritten'),
  'no-word': (played) => put(played, 2, AT.status, 'Queued'),
  'untrue-word': (played) => put(played, 2, AT.status, 'Failed: no reason'),
  counts: (played) => {
    firstView(played).total += 1;
  },
  log: (played) => {
    sheetAt(played, 1).rows.splice(1, 1);
  },
  undo: (played) => {
    const sent = played.tape.sent.findLast(({ changes }) => changes.length > 0);
    const after = sent?.changes[0]?.after;
    if (after) after.destinationUrl = 'https://example.com/never';
  },
  request: (played) => {
    const sent = someSent(played, ({ request }) => request.method !== 'GET');
    sent.request = { ...sent.request, body: JSON.stringify({ qrCodeIds: ['qr_1', 'qr_1'] }) };
  },
  'after-stop': (played) => {
    const reply = played.tape.replies.find(({ method }) => method === 'createCodes');
    if (reply) {
      reply.method = 'stopJob';
      reply.sent = { before: 0, after: 0 };
    }
    for (const [index, sent] of played.tape.sent.entries()) sent.batch = index;
  },
  unshown: (played) => {
    const sent = someSent(played, ({ request }) => request.method === 'POST');
    const body = { ...JSON.parse(sent.request.body), destinationUrl: 'https://example.com/other' };
    sent.request = { ...sent.request, body: JSON.stringify(body) };
  },
  key: (played) => put(played, 2, AT.notes, played.qrius.keys[0]?.key ?? ''),
  endless: (played) => {
    played.tape.endless.push('The create job does not come to rest.');
  },
  crash: ({ world }) => {
    const execution = world.history.at(-1);
    if (execution) Object.assign(execution, { outcome: 'threw', error: 'TypeError: x is not a function' });
  },
};

test('without a break nothing is found', () => {
  expect(judge(play(SCENARIO))).toEqual([]);
});

test.each(Object.entries(broken))('%s is found', (kind, breakIt) => {
  const played = play(SCENARIO);
  breakIt(played);
  expect(judge(played).map((violation) => violation.kind)).toContain(kind);
});

test('a row that says it was created, with an empty picture cell, is found', () => {
  const played = play({ ...SCENARIO, steps: [CREATE] });
  expect(judge(played)).toEqual([]);
  sheetAt(played, 0).rows[1]?.cells.splice(AT.picture - 1, 1, { value: '' });
  expect(judge(played)).toMatchObject([{ kind: 'no-word', where: expect.stringContaining('G2') }]);
});

describe('a write that hit another row, and users who move rows before it is put right', () => {
  const BLANK = edit({ kind: 'insertRow', above: 5 });
  const NOTE = edit({ kind: 'setCell', cell: 'D2', text: 'mine' });
  /** What is in cells of a row right before and right after the users' last edit. */
  const write = ({ tape }: Played, row: number, cells: Record<number, string>) => {
    const last = tape.edits.at(-1);
    for (const sheets of [last?.before, last?.after])
      for (const [column, value] of Object.entries(cells))
        if (sheets?.[0]) putCell(sheets[0], row, Number(column), { value });
  };

  test('a blank row that is blank again is well', () => {
    const played = play({ ...SCENARIO, steps: [CREATE, BLANK, NOTE] });
    write(played, 5, { 2: 'https://example.com/x' });
    expect(judge(played)).toEqual([]);
  });

  test('a row that was filled in with its ID, as an import does, and emptied after that is found', () => {
    const played = play({ ...SCENARIO, steps: [CREATE, BLANK, NOTE] });
    write(played, 5, { 1: 'Old', 2: 'https://example.com/old', [AT.id]: 'qr_old' });
    expect(judge(played)).toMatchObject([{ kind: 'user-cell' }, { kind: 'user-cell' }]);
  });

  test('a slug that was put back is well, also where its user typed over it then; one that was not is found', () => {
    const typed = edit({ kind: 'setCell', cell: 'C2', text: 'mine' });
    const breakIt = (isBack: boolean) => {
      const played = play({ ...SCENARIO, steps: [CREATE, NOTE, typed] });
      const [noted, typing] = played.tape.edits.slice(-2);
      const broken = [noted?.before, noted?.after, ...(isBack ? [] : [typing?.before])];
      for (const sheets of broken) if (sheets?.[0]) putCell(sheets[0], 2, 3, { value: 'another' });
      return judge(played).map(({ where }) => where);
    };
    expect(breakIt(true)).toEqual([]);
    expect(breakIt(false)).toEqual(['Talks!C2']);
  });

  test('a slug that became another one is found, and counted apart where its user deleted the row', () => {
    const remove = edit({ kind: 'deleteRow', row: 2 });
    const there = play({ ...SCENARIO, steps: [CREATE, NOTE] });
    write(there, 2, { 3: 'another' });
    put(there, 2, 3, 'another');
    expect(judge(there)).toContainEqual(expect.objectContaining({ kind: 'user-cell', where: 'Talks!C2' }));
    const gone = play({ ...SCENARIO, steps: [CREATE, remove] });
    const sheet = gone.tape.edits.at(-1)?.before[0];
    if (sheet) putCell(sheet, 2, 3, { value: 'another' });
    expect(judge(gone)).toEqual([]);
    expect(judgeAll(gone)).toMatchObject([{ kind: 'user-cell', where: 'Talks!C2', isTold: true }]);
  });

  test('a URL that became another one is counted apart where its row says so, and found where only another one does', () => {
    const breakIt = (row: number) => {
      const played = play({ ...SCENARIO, steps: [CREATE] });
      put(played, 2, 2, 'https://example.com/another');
      put(played, row, AT.status, 'Not changed: another row’s destination ended up here as rows moved.');
      return judge(played).flatMap(({ kind, where }) => (kind === 'user-cell' ? where : []));
    };
    expect(breakIt(2)).toEqual([]);
    expect(breakIt(3)).toEqual(['Talks!B2']);
  });

  test('a URL that became another one is well where its row has that of its code at the end, and found where not', () => {
    const played = play({ ...SCENARIO, steps: [...SCENARIO.steps.slice(0, 2), NOTE] });
    write(played, 2, { 2: 'https://example.com/other' });
    expect(judge(played)).toEqual([]);
    put(played, 2, 2, 'https://example.com/third');
    expect(judge(played).map(({ where }) => where)).toEqual(expect.arrayContaining(['Talks!B2']));
  });
});

test.each([
  [[], ['untrue-word']],
  [[edit({ kind: 'setCell', cell: 'E3', text: 'noted' })], []],
])('a row does not say that rows moved where nobody edited the sheet: %j', (edits, found) => {
  const played = play({ ...SCENARIO, steps: [CREATE, ...edits] });
  put(played, 2, AT.status, 'Taken from Qrius: another row’s change ended up here as rows moved');
  expect(judge(played).map(({ kind }) => kind)).toEqual(found);
});

test.each([
  ['Changed: destination', ['untrue-word']],
  ['Restored: tags', ['untrue-word']],
  ['Created', []],
])('a row whose code no request was about does not say that it changed: “%s”', (word, found) => {
  const played = play({ ...SCENARIO, steps: [CREATE] });
  put(played, 2, AT.status, word);
  expect(judge(played).map(({ kind }) => kind)).toEqual(found);
});

test('a row says that its change was not confirmed only where a job was to change it', () => {
  const played = play({ ...SCENARIO, steps: [CREATE] });
  put(played, 2, AT.status, 'Stopped before its change was confirmed');
  expect(judge(played)).toEqual([]);
  sheetAt(played, 1).rows.splice(1, 1);
  expect(judge(played).map(({ kind }) => kind)).toContain('untrue-word');
});

test('a row says that its code was deleted only where it was', () => {
  const remove = { kind: 'press', button: { kind: 'change', request: { kind: 'delete' } } } as const;
  const played = play({ ...SCENARIO, steps: [CREATE, remove] });
  expect(judge(played)).toEqual([]);
  const there = play({ ...SCENARIO, steps: [CREATE, edit({ kind: 'setCell', cell: 'J1', text: 'x' })] });
  for (let column = AT.id; column <= AT.status; column += 1) put(there, 2, column, '');
  put(there, 2, AT.status, 'Deleted');
  expect(judge(there).map(({ kind }) => kind)).toContain('untrue-word');
});

test('scans that Qrius never gave for a code are found, unless a user put them beside it', () => {
  const steps: Scenario['steps'] = [
    CREATE,
    { kind: 'advance', minutes: 600 },
    { kind: 'press', button: { kind: 'refresh' } },
  ];
  const played = play({ ...SCENARIO, steps });
  expect(judge(played)).toEqual([]);
  const { rows } = sheetAt(played, 0);
  const column = (rows[0]?.cells.findIndex((cell) => cell?.value === 'Scans') ?? 0) + 1;
  put(played, 2, column, '4321');
  expect(judge(played)).toMatchObject([{ kind: 'wrong-row' }]);
  const said = (label: string) => {
    put(played, 2, AT.status, `Created. The ${label} cell keeps its text: it is protected.`);
    return judge(played).map(({ kind }) => kind);
  };
  expect(said('scans')).toEqual([]);
  expect(said('name')).toEqual(['wrong-row']);
  const cell = `${String.fromCharCode(64 + column)}2`;
  const typed = play({ ...SCENARIO, steps: [...steps, edit({ kind: 'setCell', cell, text: '4321' })] });
  expect(judge(typed)).toEqual([]);
});

test('a code that was deleted, with a log that denies it, is found', () => {
  const remove = { kind: 'press', button: { kind: 'change', request: { kind: 'delete' } } } as const;
  const played = play({ ...SCENARIO, steps: [CREATE, remove] });
  expect(judge(played)).toEqual([]);
  const log = sheetAt(played, 1);
  const [header, last] = [log.rows[0], log.rows.at(-1)];
  const result = header?.cells.findIndex((cell) => cell?.value === 'Result') ?? -1;
  last?.cells.splice(result, 1, { value: 'The code is still there.' });
  expect(judge(played)).toMatchObject([
    {
      kind: 'log',
      sentence: expect.stringMatching(/was deleted, but the log says: The code is still there/),
    },
  ]);
});

test('a code that a later job found again has one line more; a second line of its own job is found', () => {
  const BEFORE = 7;
  const JOB = 10;
  const played = play({ ...SCENARIO, steps: [CREATE] });
  const log = sheetAt(played, 1);
  const row = log.rows.length + 1;
  log.rows[1]?.cells.forEach((cell, index) => void putCell(log, row, index + 1, cell ?? { value: '' }));
  expect(judge(played)).toMatchObject([{ kind: 'log', sentence: expect.stringMatching(/has 2 lines/) }]);
  putCell(log, row, BEFORE, { value: '(found later)' });
  putCell(log, row, JOB, { value: 'later000' });
  expect(judge(played)).toEqual([]);
});

describe('a job that nobody can see in the end', () => {
  /** What the sidebars saw of it, one after the other. */
  const seenAs = (...phases: JobView['phase'][]): Played => {
    const played = play(SCENARIO);
    const views = viewsOf(played);
    const { id } = firstView(played);
    for (const [index, phase] of phases.entries()) Object.assign(views[index] ?? {}, { id, phase });
    const last = played.tape.replies.findLast(({ method }) => method === 'getJob');
    if (last) last.result = { ok: true, value: null };
    return played;
  };

  test.each([
    ['is well where its end was seen', ['running', 'ended'], []],
    ['is found where it was only seen at work', ['running', 'paused'], ['endless']],
  ] as const)('%s', (_, phases, found) => {
    const kinds = judge(seenAs(...phases)).map(({ kind }) => kind);
    expect(kinds).toEqual(found);
  });
});
