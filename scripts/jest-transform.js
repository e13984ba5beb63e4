// TypeScript for jest, by the same esbuild that makes the bundle. It does not hoist jest.mock: fakes are injected.
const { join, sep } = require('node:path');
const esbuild = require('esbuild');

const tests = join(__dirname, '..', 'test') + sep;

module.exports = {
  process: (source, file) =>
    file.startsWith(tests)
      ? esbuild.transformSync(source, {
          loader: 'ts',
          format: 'cjs',
          target: 'node20',
          sourcemap: 'inline',
          sourcefile: file,
        })
      : { code: `module.exports = loadOnce(${JSON.stringify(file)});` },
};
