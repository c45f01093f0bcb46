const vm = require('vm');
const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.code ?? e.name, e.message);
  }
};
globalThis.outside = 1;
attempt(() => vm.runInThisContext('outside + 1'));
attempt(() => vm.runInNewContext('x.y', { x: { y: 3 } }));
attempt(() => vm.compileFunction('return a + b', ['a', 'b'])(1, 2));
attempt(() => vm.compileFunction('return a + b', ['b'], { parsingContext: vm.createContext({ a: 1 }) })(2));
attempt(() => vm.compileFunction('return a', 'a'));
attempt(() => vm.compileFunction('return', [], { parsingContext: {} }));
attempt(() => vm.isContext(vm.createContext()));
attempt(() => vm.isContext({}));
attempt(() => vm.isContext(1));
attempt(() => vm.runInContext('1', {}));
attempt(() => vm.createContext(vm.constants.DONT_CONTEXTIFY) !== globalThis);
attempt(() => new vm.Script('1', { filename: 3 }));
attempt(() => new vm.Script('1', { lineOffset: 0.5 }));
attempt(() => new vm.Script('1').runInThisContext({ timeout: 0 }));
attempt(() => new vm.Script('1 //# sourceMappingURL=abc').sourceMapURL);
const cachedData = new vm.Script('1 + 1').createCachedData();
attempt(() => new vm.Script('1 + 1', { cachedData }).cachedDataRejected);
attempt(() => new vm.Script('2 + 2', { cachedData: Buffer.from('other') }).cachedDataRejected);
attempt(() => new vm.Script('1 + 1', { produceCachedData: true }).cachedDataProduced);
