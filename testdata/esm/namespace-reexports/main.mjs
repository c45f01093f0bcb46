import * as ns from './index.mjs';
console.log(ns, ns.sub === ns.again, ns.one);
ns.inc(); console.log(ns.count, Object.getOwnPropertyDescriptor(ns, 'count'));
