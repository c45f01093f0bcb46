import { n } from './n.mjs';
import * as ns from './n.mjs';
import d from './n.mjs';
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } };
t(() => { n = 1; }); t(() => { n++; }); t(() => { n += 1; }); t(() => { [n] = [1]; }); t(() => { ({ n } = {}); }); t(() => { for (n of [1]); }); t(() => { d = 1; }); t(() => typeof n);
{ let n = 2; n++; console.log(n); }
t((n = 5) => { n++; return n; });
