const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
const attempt = (f) => { try { console.log('ok', f()); } catch (e) { console.log(e && e.name + ': ' + e.message); } };
const W = WebAssembly;
console.log(W, Object.getOwnPropertyDescriptor(globalThis,'WebAssembly'), String(W), Reflect.ownKeys(W));
for (const k of Reflect.ownKeys(W)) { const d=Object.getOwnPropertyDescriptor(W,k); const v=W[k];
 console.log(String(k), d.enumerable,d.writable,d.configurable, typeof v, v&&v.length, v&&v.name);
 if (v && v.prototype) { const pd=Object.getOwnPropertyDescriptor(v,'prototype'); console.log('  proto',pd.writable,pd.enumerable,pd.configurable, Reflect.ownKeys(v).map(String).join());
  for (const p of Reflect.ownKeys(v.prototype)) { const e=Object.getOwnPropertyDescriptor(v.prototype,p); console.log('   ',String(p),e.enumerable,e.writable,e.configurable,e.get&&e.get.name,e.set&&e.set.name,e.value&&e.value.length, e.value&&e.value.name, typeof e.value=='string'?e.value:'') }
  for (const p of Reflect.ownKeys(v)) { const e=Object.getOwnPropertyDescriptor(v,p); if(p!='prototype') console.log('   S',String(p),e.enumerable,e.writable,e.configurable,e.value&&e.value.length, e.value&&e.value.name) }
  console.log('   parent', Object.getPrototypeOf(v.prototype)===Object.prototype);
 }
}
