const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
const attempt = (f) => { try { console.log('ok', f()); } catch (e) { console.log(e && e.name + ': ' + e.message); } };
const im=(results,ret)=>attempt(()=>new WebAssembly.Instance(new WebAssembly.Module(encode(header,section(1,1,0x60,0,results.length,results),section(2,1,1,'a',1,'f',0,0),section(3,1,0),section(7,1,1,'f',0,1),section(10,1,4,0,0x10,0,0x0b))),{a:{f:()=>ret}}).exports.f());
im([0x7e],1);im([0x7e],1n);im([0x7f,0x7f],1);im([0x7f,0x7f],[1]);im([0x7f,0x7f],[1,2.5]);im([0x7f],'12');im([0x6f],{a:1});im([],3);im([0x70],3);im([0x7b],3);
const i2=new WebAssembly.Instance(new WebAssembly.Module(encode(header,section(1,1,0x60,0,0),section(2,1,1,'a',1,'f',0,0),section(7,1,1,'f',0,0))),{a:{f(){console.log('this',this===undefined, arguments.length)}}});
console.log(i2.exports.f, i2.exports.f.name); i2.exports.f();
