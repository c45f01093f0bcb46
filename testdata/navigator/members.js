'use strict';
const descriptors = Object.getOwnPropertyDescriptors(Navigator.prototype);
for (const [name, d] of Object.entries(descriptors)) console.log(name, d.get && [d.get.name, d.get.length, d.set, d.configurable]);
console.log(Object.getOwnPropertyNames(Navigator.prototype).length, navigator, Navigator.name, Navigator.length, Object.keys(navigator));
console.log(Object.keys(globalThis).includes('navigator'), Object.keys(globalThis).includes('Navigator'), navigator instanceof Navigator);
for (const f of [() => new Navigator(), () => Navigator(), () => descriptors.platform.get.call({})]) {
  try { f(); } catch (e) { console.log(e.name, e.code, e.message); }
}
console.log(navigator.userAgent, navigator.language, navigator.languages, Object.isFrozen(navigator.languages), navigator.languages === navigator.languages);
console.log(navigator.hardwareConcurrency === require('os').availableParallelism(), typeof navigator.locks.request, navigator.locks === navigator.locks);
