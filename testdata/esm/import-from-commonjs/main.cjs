import('./a.mjs').then((ns) => { console.log(ns, ns === require('./a.mjs')); });
console.log('sync first');
awaitless();
function awaitless() { return import('./a.mjs').then(() => console.log('again')); }
