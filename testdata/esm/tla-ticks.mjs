const log = [];
Promise.resolve().then(() => log.push(1)).then(() => log.push(2)).then(() => log.push(3)).then(() => log.push(4));
log.push('a'); await 0; log.push('b'); await { then(r) { log.push('then'); r(5); } }; log.push('c');
await new Promise((r) => process.nextTick(r)); log.push('tick');
console.log(log.join());
try { await Promise.reject(new Error('no')); } catch (e) { console.log(e.message); } finally { console.log('finally'); }
for await (const x of [Promise.resolve(1), 2]) console.log(x);
const { v = await 3 } = {}; console.log(v, await (async () => await 4)());
label: for (const i of [1, 2, 3]) { await i; if (i === 2) break label; console.log(i); }
