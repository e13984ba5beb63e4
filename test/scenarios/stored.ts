// The scenario files of the examples.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario } from '../../sim/scenario/parse';
import type { Scenario } from '../../sim/scenario/scenario';

const FOLDER = join(__dirname, '..', '..', 'examples', 'scenarios');

/** Names of the files in a folder of the examples, without their ending. */
export const namesIn = (folder: '' | 'unpreventable'): string[] =>
  readdirSync(join(FOLDER, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

export const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), 'utf8');
export const stored = (name: string): Scenario => parseScenario(textOf(name));
