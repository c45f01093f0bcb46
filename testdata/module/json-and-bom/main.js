console.log(require('./bom.json'), require('./bom.js'), require('./hashbang.js'));
const a = require('./bom.json');
a.changed = true;
console.log(require('./bom.json').changed);
