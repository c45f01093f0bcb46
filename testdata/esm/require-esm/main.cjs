const t = (s) => { try { const x = require(s); console.log(s, x); return x; } catch (e) { console.log(s, e.name, e.code, e.message.split('\n')[0].replace(/\/\S*\//g, '')); } };
t('./named.mjs'); const d = t('./default.mjs'); t('./marked.mjs'); t('./whole.mjs'); t('./tla.mjs'); t('./throws.mjs'); t('./throws.mjs'); t('./syntax.mjs'); t('./cycle.mjs');
console.log(require('./default.mjs') === d, require.cache[require.resolve('./default.mjs')].exports === d, d.__esModule);
import('./default.mjs').then((ns) => console.log(ns, ns === d));
