function deep(n) {
  return n ? deep(n - 1) : new Error('deep');
}
const lines = () => deep(20).stack.split('\n').length;
console.log(Error.stackTraceLimit, lines());
Error.stackTraceLimit = 3;
console.log(lines());
Error.stackTraceLimit = 0;
console.log(lines());
Error.stackTraceLimit = Infinity;
console.log(lines() > 20);
Error.stackTraceLimit = 'x';
console.log(deep(1).stack);
Error.stackTraceLimit = 10;
const target = {};
(function outer() {
  (function inner() {
    Error.captureStackTrace(target, inner);
  })();
})();
console.log(target.stack.split('\n')[1].trim().split(' ')[1], Object.keys(target));
Error.prepareStackTrace = (err, sites) => sites.slice(0, 1).map((s) => [s.getFunctionName(), s.getLineNumber(), s.getColumnNumber(), s.isNative(), s.isConstructor(), s.getTypeName(), s.isToplevel()]);
console.log(deep(0).stack);
