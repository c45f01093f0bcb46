'use strict';
// node:constants is a plain object (graceful-fs asks it for hasOwnProperty);
// the groups in os.constants have no prototype.
const all = require('constants');
const os = require('os');

console.log(Object.getPrototypeOf(all) === Object.prototype, Object.isFrozen(all), all.hasOwnProperty('O_RDONLY'));
for (const [name, group] of Object.entries(os.constants)) {
  if (typeof group === 'object') console.log(name, Object.getPrototypeOf(group), Object.isFrozen(group));
}
console.log(all.SIGTERM, all.ENOENT, all.O_RDONLY, all.S_IFREG, Object.keys(all).slice(0, 3));
