const a = require('./a');
const b = require('./b');
console.log(a, b);
console.log(module.children.map(c => require('path').basename(c.id)), module.children[0].children.length);
console.log(require.main === module, module.id, module.loaded, module.parent, a.parentIsMain);
setImmediate(() => console.log(module.loaded));
