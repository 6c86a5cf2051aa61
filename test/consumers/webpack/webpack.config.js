import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import CopyPlugin from 'copy-webpack-plugin';
import webpack from 'webpack';

const assets = join(dirname(createRequire(import.meta.url).resolve('mien/package.json')), 'dist/assets');

export default {
  mode: 'production',
  entry: './main.js',
  output: { path: join(import.meta.dirname, 'dist'), filename: 'main.js' },
  plugins: [
    new CopyPlugin({
      patterns: [
        // They are as they are to be: webpack must not minify them again.
        { from: assets, to: 'mien', info: { minimized: true } },
        { from: 'shared/index.html' },
      ],
    }),
    new webpack.DefinePlugin({ __MIEN_ASSETS__: JSON.stringify('/mien/') }),
  ],
  // Fails the build where a package names source maps that it does not bring along.
  module: { rules: [{ test: /\.js$/, enforce: 'pre', use: 'source-map-loader' }] },
  performance: { hints: false },
  ignoreWarnings: [],
};
