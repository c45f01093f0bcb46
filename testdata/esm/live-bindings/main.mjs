import { n, inc, dec, set, obj } from './counter.mjs';
import * as ns from './counter.mjs';
const log = () => console.log(n, ns.n, obj);
log(); inc(); log(); console.log(dec()); log(); set(10); log();
setTimeout(log, 5);
