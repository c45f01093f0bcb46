const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
const attempt = (f) => { try { console.log('ok', f()); } catch (e) { console.log(e && e.name + ': ' + e.message); } };
const imp=new WebAssembly.Module(encode(header,section(1,2,0x60,0,0,0x60,1,0x7e,0), section(2,4, 1,'a',1,'f',0,1, 1,'a',1,'g',3,0x7f,0, 1,'a',1,'m',2,1,1,2, 1,'a',1,'t',1,0x70,1,1,5)));
const I=o=>attempt(()=>new WebAssembly.Instance(imp,{a:o}));
const ok={f(){},g:1,m:new WebAssembly.Memory({initial:1,maximum:2}),t:new WebAssembly.Table({initial:1,maximum:4,element:'anyfunc'})};
I({...ok,f:undefined});I({...ok,f:1});I({...ok,g:undefined});I({...ok,g:1n});I({...ok,g:'1'});I({...ok,m:1});I({...ok,m:new WebAssembly.Memory({initial:0,maximum:2})});I({...ok,m:new WebAssembly.Memory({initial:1,maximum:3})});I({...ok,m:new WebAssembly.Memory({initial:1})});I({...ok,m:new WebAssembly.Memory({initial:1,maximum:2,shared:true})});
I({...ok,t:1});I({...ok,t:new WebAssembly.Table({initial:0,maximum:4,element:'anyfunc'})});I({...ok,t:new WebAssembly.Table({initial:1,element:'anyfunc'})});I({...ok,t:new WebAssembly.Table({initial:1,maximum:9,element:'anyfunc'})});I({...ok,t:new WebAssembly.Table({initial:1,maximum:5,element:'externref'})});
I(ok);
const exp=new WebAssembly.Instance(new WebAssembly.Module(encode(header,section(1,1,0x60,0,1,0x7f),section(3,1,0),section(7,1,1,'f',0,0),section(10,1,4,0,0x41,7,0x0b)))).exports;
I({...ok,f:exp.f});
console.log(exp.f, exp.f.name, exp.f.length, exp.f(), String(exp.f), Reflect.ownKeys(exp.f), Object.isFrozen(exp), Object.getOwnPropertyDescriptor(exp,'f'), typeof exp.f.prototype);
attempt(()=>new exp.f());
// shared requirement
const shm=new WebAssembly.Module(encode(header,section(2,1,1,'a',1,'m',2,3,1,2)));
attempt(()=>new WebAssembly.Instance(shm,{a:{m:new WebAssembly.Memory({initial:1,maximum:2})}}));
attempt(()=>new WebAssembly.Instance(shm,{a:{m:new WebAssembly.Memory({initial:1,maximum:2,shared:true})}}));
