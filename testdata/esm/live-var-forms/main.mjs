import * as ns from './m.mjs';
console.log(ns);
ns.bump();
console.log(ns);
