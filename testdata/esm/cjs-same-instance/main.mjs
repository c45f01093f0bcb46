import { createRequire } from 'node:module';
import c, { n } from './c.cjs';
const require = createRequire(import.meta.url);
console.log(require('./c.cjs') === c, n, c.inc(), n, require('./c.cjs').n);
require('./b.cjs').dyn = 1;
console.log(await import('./b.cjs'));
