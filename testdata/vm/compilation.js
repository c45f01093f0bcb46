// frames: own
// What scripts, functions and contexts are told when they are made.
const vm = require('vm');
const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.code ?? e.name, e.message);
  }
};
const stack = (f) => {
  try {
    f();
  } catch (e) {
    console.log(e.stack.split('\n').filter((line) => !/node:internal|node:vm/.test(line)).join('\n'));
  }
};
const c = vm.createContext({ out: [] });
stack(() => vm.runInContext('function foo() { bar() }\nfoo()', c, 'file.js'));
stack(() => vm.runInContext('  null.x', c, { filename: 'offset.js', lineOffset: 5, columnOffset: 10 }));
stack(() => vm.runInContext('let z = ;', c, { filename: 'syntax.js', lineOffset: 5, columnOffset: 3 }));
stack(() => new vm.Script('null.x', { filename: 'plain.js' }).runInThisContext({ displayErrors: false }));
const made = new Error('made here');
stack(() => vm.runInNewContext('throw e', { e: made }));
stack(() => vm.runInNewContext('throw e', { e: made }));
attempt(() => vm.compileFunction('return [a, b, c]', ['c'], { contextExtensions: [{ a: 1, b: 1 }, { b: 2 }] })(3).join());
attempt(() => vm.compileFunction('return [a, typeof out]', [], { contextExtensions: [{ a: 1 }], parsingContext: c })().join());
attempt(() => vm.compileFunction('', [], { contextExtensions: [1] }));
attempt(() => vm.compileFunction('return this === globalThis')());
const later = vm.createContext({ out: [] }, { microtaskMode: 'afterEvaluate' });
vm.runInContext('Promise.resolve().then(() => out.push(2)); out.push(1)', later);
console.log(later.out);
attempt(() => vm.runInContext('const again = () => Promise.resolve().then(again); again()', later, { timeout: 20 }));
attempt(() => vm.createContext({}, { microtaskMode: 'never' }));
attempt(() => vm.runInNewContext('eval("1")', {}, { contextCodeGeneration: { strings: false } }));
attempt(() => vm.runInNewContext('new Function("1")', {}, { contextCodeGeneration: { strings: false } }));
attempt(() => vm.runInNewContext('for (;;);', {}, { timeout: 20 }));
attempt(() => JSON.stringify(new vm.Script('1\n//# sourceURL=a.js\n//# sourceMappingURL=b.map')));
(async () => {
  const imports = async (options, code = 'import("fs")') => {
    try {
      const ns = await new vm.Script(code, options).runInThisContext();
      console.log(typeof ns.readFile);
    } catch (e) {
      console.log(e.code, e.message);
    }
  };
  await imports();
  await imports({ importModuleDynamically() {} });
  await imports({ importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
  await imports({ importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }, 'eval("import(\'fs\')")');
  await imports({ importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }, '(() => import("./missing.mjs"))()');
  attempt(() => new vm.Script('', { importModuleDynamically: 1 }));
  const { total, ...rest } = await vm.measureMemory({ mode: 'detailed', execution: 'eager' });
  console.log(Object.keys(total), Object.keys(rest));
  attempt(() => vm.measureMemory({ mode: 'some' }));
})();
