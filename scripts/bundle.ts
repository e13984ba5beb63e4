// Makes the one server file that Apps Script runs from the TypeScript sources.
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The one name under which the bundle keeps everything that is not an entry point. */
export const bundleName = 'Qrius';

// Read by Google when it works out which scopes the script asks for (docs/facts/apps-script.md#only-current-document). esbuild drops such comments.
const onlyCurrentDoc = '/** @OnlyCurrentDoc */\n';

/** A bundled server file, and the functions that Apps Script is to find in it. */
export interface Bundle {
  code: string;
  /** Names of the exports of the entry file, sorted. */
  functions: string[];
}

/**
 * Bundles an entry file into one classic script. Apps Script finds only functions declared at the top level, so each
 * export gets such a declaration that passes its arguments on. Throws where esbuild finds a fault in the sources.
 * @param names `short` as it is pushed, which makes it a third smaller. `kept` for tests that break a function.
 */
export function buildBundle(entryFile: string, names: 'short' | 'kept' = 'short'): Bundle {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: join(__dirname, '..'),
    entryPoints: [entryFile],
    bundle: true,
    // A function around a module takes less than what esbuild makes of it: the list of its exports becomes what it returns.
    format: 'esm',
    target: 'es2020',
    // Apps Script keeps its files as UTF-8; escapes would take twice the room.
    charset: 'utf8',
    minifyWhitespace: true,
    minifySyntax: names === 'short',
    minifyIdentifiers: names === 'short',
    lineLimit: 2000,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    write: false,
  });
  const functions = Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort();
  const body = outputFiles[0]?.text.replace(/export\s*\{([^{}]*)\};?\s*$/, (_, names: string) => {
    return `return{${names.replace(/([\w$]+) as ([\w$]+)/g, '$2:$1')}}`;
  });
  const script = `"use strict";var ${bundleName}=(()=>{${body}})();\n`;
  const declarations = functions.map(
    (name) => `function ${name}(...args) { return ${bundleName}.${name}(...args); }\n`,
  );
  return { code: onlyCurrentDoc + script + declarations.join(''), functions };
}
