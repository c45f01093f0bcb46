const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
const attempt = (f) => { try { console.log('ok', f()); } catch (e) { console.log(e && e.name + ': ' + e.message); } };
const imp=new WebAssembly.Module(encode(header,section(1,1,0x60,0,0), section(2,2, 1,'a',1,'f',0,0, 1,'a',1,'m',2,1,1,2)));
(async () => {
await WebAssembly.instantiate(encode(header)).then(r=>console.log(r,Object.keys(r)));
await WebAssembly.instantiate(new WebAssembly.Module(encode(header))).then(r=>console.log(r));
for (const a of [[],[1],[encode(1)],[encode(0,97,115,109,9,0,0,0)],[encode(header),1],[imp],[imp,{}],[imp,{a:{}}]]) await WebAssembly.instantiate(...a).catch(e=>console.log('instantiate',e.name+': '+e.message));
for (const a of [[],[1],[encode(1)],[new Uint8Array(0)]]) await WebAssembly.compile(...a).catch(e=>console.log('compile',e.name+': '+e.message));
})();
