import f, { tag, K } from './f.mjs';
import * as ns from './f.mjs';
console.log(f(), tag`x${1}`, new K().v, f?.(), ns.default() === ns, [1].map(f)[0]);
const o = { f, tag };
console.log(o.f() === o, Object.keys(o));
