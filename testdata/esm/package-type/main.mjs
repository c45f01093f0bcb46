import { kind as a } from './esm/x.js';
import * as b from './cjs/x.js';
console.log(a, b);
console.log(await import('./esm/x.cjs'), await import('./esm/noext'), await import('./cjs/x.mjs'));
await import('./cjs/wrong.js').catch((e) => console.log(e.name, e.message));
