import * as ns from './both.mjs';
console.log(ns);
for (const s of ['./named.mjs', './again.mjs', './none.mjs']) await import(s).then(console.log, (e) => console.log(e.name, e.message));
