const ns = await import('./a.mjs');
console.log(ns, ns === await import('./a.mjs'), ns !== await import('./a.mjs?1'), ns !== await import('./a.mjs#f'));
const t = (f) => f().then(console.log, (e) => console.log(e.name, e.code, e.message.split('\n')[0].replace(/'?\/.*\//g, '')));
await t(() => import({ toString() { return './a.mjs'; } })); await t(() => import({ toString() { throw new TypeError('str'); } }));
await t(() => import(Symbol('s'))); await t(() => import('./a.mjs', 1)); await t(() => import('./a.mjs', { with: 1 })); await t(() => import('./a.mjs', { with: { type: 1 } })); await t(() => import('./a.mjs', {})); await t(() => import('./a.mjs', undefined));
await t(() => import('./missing.mjs')); await t(() => import('missing-package')); await t(() => import('./')); await t(() => import('node:nope')); await t(() => import('http://localhost/x.mjs')); await t(() => import('./x.weird'));
console.log(await new Function('s', 'return import(s)')(new URL('./a.mjs', import.meta.url).href) === ns);
