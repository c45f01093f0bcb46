const vm = require('vm');
globalThis.outside = 1;
const context = vm.createContext({ a: 1 });
const run = (code, options) => {
  try {
    console.log(code, '=>', vm.runInContext(code, context, options));
  } catch (e) {
    console.log(code, '=>', e.code ?? e.name, e.message);
  }
};
run('a + 1');
run('var b = a + 1; function f() { return b } b');
console.log(context.f(), context.b);
run('undeclared = 5; typeof outside + typeof process');
console.log(context.undeclared, typeof undeclared);
run('outside');
run('"use strict"; another = 1');
run('const k = 1; let m = 2; class Z {} k + m');
run('k + m + typeof Z');
run('k = 3');
run('let k');
run('"text"');
run('this === globalThis && (function () { return this })() === globalThis');
run('for (var i = 0; i < 3; i++) { i * 2 }');
run('if (true) { var q = 1; 7 } else 8');
run('switch (1) { case 1: "x" }');
run('var { d1, e1: [f1 = 4] } = { d1: 1, e1: [] }; d1 + f1');
run('try { nope } catch (e) { e.message }');
run('a b');
run('while (true) {}', { timeout: 10 });
run('const o = { p: 1, g() { return this.p }, h: function () { return this.p } }; o.g() + o.h()');
run('async function* g() { yield 1 } typeof g().next');
run('delete a; typeof a');
console.log(Object.keys(context).join());
vm.runInContext('Promise.resolve().then(() => { late = typeof outside + typeof process })', context);
setTimeout(() => console.log(context.late, typeof late, typeof process), 1);
