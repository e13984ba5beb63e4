// Imports in src go down the floors only.
import { join } from 'node:path';
import { importFaults, importsOf, sources } from '../../scripts/check-imports';

test('this project has no import up the floors', () => {
  const files = sources(join(__dirname, '..', '..', 'src'));
  const imports = Object.values(files).flatMap(importsOf);
  // That there is something to look at.
  expect(imports.length).toBeGreaterThan(500);
  expect(importFaults(files)).toEqual([]);
});

test('each form of an import is seen', () => {
  const text = `
    import { a } from './a';
    import type { B } from './b';
    import c, { type D } from "./c";
    import {
      e,
    } from './e';
    export { f } from './f';
    export type { G } from './g';
    import './h';
    const later = import('./i');
    import type, { j } from './j';
    export const word = 'from';
  `;
  expect(importsOf(text)).toEqual([
    { from: './a', types: false },
    { from: './b', types: true },
    { from: './c', types: false },
    { from: './e', types: false },
    { from: './f', types: false },
    { from: './g', types: true },
    { from: './h', types: false },
    { from: './i', types: false },
    { from: './j', types: false },
  ]);
});

test('imports up, sideways, and out of src are named, under old and new folder names', () => {
  const files = {
    'jobs/create/kind.ts': "import { send } from '../../google/send';\nimport { a } from '../../shared/a';",
    'qrius/requests.ts': "import type { Row } from '../table/rows';",
    'server/rpc.ts': "import { job } from '../jobs/job';\nimport { world } from '../../sim/world';",
    'addon/main.ts': "import { job } from '../wire/contract';\nimport { flush } from 'preact';",
    'sidebar/app.tsx': "import type { View } from '../jobs/view';\nimport { view } from '../jobs/view';",
    'shared/errors.ts': "import type { Cell } from '../table/cells';",
    'misc/a.ts': "import { b } from './b';",
  };
  expect(importFaults(files)).toEqual([
    'src/jobs/create/kind.ts imports ../../google/send: jobs may not import google.',
    'src/qrius/requests.ts imports ../table/rows: qrius may not import table.',
    'src/server/rpc.ts imports ../../sim/world, which is outside src.',
    'src/sidebar/app.tsx imports ../jobs/view: sidebar may not import jobs.',
    'src/shared/errors.ts imports ../table/cells: shared may not import table.',
    'src/misc/a.ts: its folder is on no floor (scripts/check-imports.ts).',
  ]);
});
