// Writes engine.mjs: main.mjs with all that it imports, avr8js (MIT, see LICENSE.avr8js) included.
// Run `npm ci && npm run bundle` in this folder after a change of a source or a new avr8js.
import { buildSync } from 'esbuild';

const HEAD = `// Made by bundle.mjs from main.mjs and what it imports: change it there.
// Contains avr8js (MIT), copyright Uri Shaked and contributors, see LICENSE.avr8js.`;

buildSync({
  entryPoints: ['main.mjs'],
  outfile: 'engine.mjs',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node18',
  mainFields: ['module', 'main'],
  banner: { js: HEAD },
});
