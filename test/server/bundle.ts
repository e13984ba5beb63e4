// One adapter of src/google as a script of its own, for a world that runs nothing else.
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * The text of a bundle.
 * @param file name in src/google, without its ending; its exports are the object `adapter`.
 * @param functions the functions of the script that use it.
 */
export function adapterScript(file: string, functions: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, '..', '..', 'src', 'google', `${file}.ts`)],
    bundle: true,
    write: false,
    target: 'es2019',
    format: 'iife',
    globalName: 'adapter',
  });
  return `${outputFiles[0]?.text}\n${functions}`;
}
