process.on('warning', (w) => console.log(w.name, w.code));
process.emitWarning('old', 'DeprecationWarning', 'DEP_OWN');
const { deprecate } = require('node:util');
const f = deprecate(() => 'result', 'f is old', 'DEP_F');
console.log(f(), f());
const g = deprecate(() => 'g', 'g is old', 'DEP_F');
console.log(g());
