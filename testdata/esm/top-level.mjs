console.log(this, typeof require, typeof module, typeof exports, typeof __filename, typeof arguments, import.meta.main);
try { undeclared = 1; } catch (e) { console.log(e.name, e.message); }
console.log((function () { return this; })(), delete globalThis.x);
var v = 1; let l = 2; function fn() {}
console.log(globalThis.v, globalThis.l, globalThis.fn);
