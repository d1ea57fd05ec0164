// Writes engine.mjs: main.mjs with all that it imports, avr8js (MIT, see LICENSE.avr8js) included.
// Run `npm ci && npm run bundle` in this folder after a change of a source or a new avr8js.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { buildSync } from 'esbuild';

// A test compares this with the sources, so that nobody forgets to make the bundle anew.
const NOT_IN_IT = ['bundle.mjs', 'engine.mjs'];
const names = readdirSync('.').filter((name) => name.endsWith('.mjs') && !NOT_IN_IT.includes(name));
const hash = createHash('sha256');
for (const name of [...names.sort(), 'package.json']) hash.update(readFileSync(name));

const HEAD = `// Made by bundle.mjs from main.mjs and what it imports: change it there.
// Contains avr8js (MIT), copyright Uri Shaked and contributors, see LICENSE.avr8js.
// Sources: ${hash.digest('hex')}`;

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
