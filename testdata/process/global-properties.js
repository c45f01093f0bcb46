// What the global object shows of the host's properties, before and after they are used.
console.log(Object.keys(globalThis).slice(0, 15).join(' '));
function show(name) {
  const d = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, 'value' in d ? typeof d.value : 'accessor', d.enumerable, d.configurable, d.writable);
}
for (const name of ['fetch', 'URL', 'setTimeout', 'structuredClone', 'AbortController', 'console', 'crypto', 'navigator', 'performance', 'global']) show(name);
fetch = 1;
show('fetch');
delete globalThis.URL;
console.log(typeof URL, 'URL' in globalThis);
globalThis.URL = 2;
show('URL');
({}).__defineGetter__.call(globalThis, 'made', () => 3);
console.log(made, typeof globalThis.__lookupGetter__('made'), globalThis.__lookupSetter__('made'), globalThis.__lookupGetter__('global'));
console.log([Object.prototype.__defineGetter__.length, Object.prototype.__lookupGetter__.name]);
try { Object.prototype.__defineSetter__.call({}, 'x', 1); } catch (e) { console.log(e.message); }
try { Object.prototype.__lookupGetter__.call(null, 'x'); } catch (e) { console.log(e.message); }
