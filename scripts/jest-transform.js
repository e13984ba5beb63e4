// TypeScript for jest, by the same esbuild that makes the bundle. It does not hoist jest.mock: fakes are injected.
const esbuild = require('esbuild');

module.exports = {
  process: (source, file) =>
    esbuild.transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: file,
    }),
};
