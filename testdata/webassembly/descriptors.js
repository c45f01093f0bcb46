const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
const attempt = (f) => { try { console.log('ok', f()); } catch (e) { console.log(e && e.name + ': ' + e.message); } };
const tt=new WebAssembly.Table({initial:1,element:'anyfunc'});
const mm=new WebAssembly.Memory({initial:1,maximum:2});


for (const a of [[],[1],[{}],[{initial:'x'}],[{initial:-1}],[{initial:70000}],[{initial:2,maximum:1}],[{initial:1,maximum:70000}],[{initial:1,shared:true}],[{minimum:1}],[{minimum:1,initial:1}],[{initial:Infinity}],[{initial:1.7}],[{initial:2**32}]]) attempt(()=>new WebAssembly.Memory(...a).buffer.byteLength);
attempt(()=>WebAssembly.Memory({initial:1}));
attempt(()=>mm.grow()); attempt(()=>mm.grow(1)); attempt(()=>mm.grow(1)); attempt(()=>mm.grow(-1)); attempt(()=>WebAssembly.Memory.prototype.grow.call({},1)); attempt(()=>WebAssembly.Memory.prototype.buffer);
for (const a of [[],[1],[{}],[{element:'x'}],[{element:'anyfunc'}],[{element:'anyfunc',initial:-1}],[{element:'funcref',initial:2,maximum:1}],[{element:'externref',initial:2},'x'],[{element:'anyfunc',initial:2},'x'],[{element:'anyfunc',initial:2**31}],[{element:'anyfunc',initial:10000001}],[{element:'anyfunc',initial:1},()=>1],[{element:'anyfunc',initial:1},null]]) attempt(()=>new WebAssembly.Table(...a).get(0));
attempt(()=>WebAssembly.Table({element:'anyfunc',initial:1}));
attempt(()=>tt.get());attempt(()=>tt.get(5));attempt(()=>tt.get(-1));attempt(()=>tt.set());attempt(()=>tt.set(0));attempt(()=>tt.set(0,()=>1));attempt(()=>tt.set(9,null));attempt(()=>tt.grow());attempt(()=>tt.grow(2));attempt(()=>tt.grow(1e7));attempt(()=>tt.length);attempt(()=>WebAssembly.Table.prototype.get.call({},0));attempt(()=>tt.grow(1,3));
for (const a of [[],[1],[{}],[{value:'x'}],[{value:'i32'},1n],[{value:'i64'},1],[{value:'i64'}],[{value:'f32'},1.1],[{value:'f64'},'2'],[{value:'i32'},2**33+1.5],[{value:'externref'}],[{value:'externref'},7],[{value:'externref'},undefined],[{value:'anyfunc'}],[{value:'anyfunc'},7],[{value:'v128'}],[{value:'i32',mutable:1},Symbol()],[{value:'funcref'}]]) attempt(()=>new WebAssembly.Global(...a).value);
const g=new WebAssembly.Global({value:'i32'},1); attempt(()=>g.value=2);attempt(()=>g.valueOf());attempt(()=>WebAssembly.Global.prototype.valueOf.call(1)); attempt(()=>WebAssembly.Global({value:'i32'}));
const gm=new WebAssembly.Global({value:'i64',mutable:true},1n); attempt(()=>gm.value=2);attempt(()=>gm.value=2n);attempt(()=>gm.value);
attempt(()=>Object.getOwnPropertyDescriptor(WebAssembly.Global.prototype,'value').set.call(gm));
attempt(()=>new WebAssembly.Tag());attempt(()=>new WebAssembly.Tag({}));attempt(()=>new WebAssembly.Tag({parameters:['i32','x']}));attempt(()=>new WebAssembly.Tag({parameters:['i32']}));const tag=new WebAssembly.Tag({parameters:['i32','i64']});attempt(()=>WebAssembly.Tag({parameters:[]}));
console.log(tag, WebAssembly.JSTag);
attempt(()=>new WebAssembly.Exception());attempt(()=>new WebAssembly.Exception(1));attempt(()=>new WebAssembly.Exception(tag));attempt(()=>new WebAssembly.Exception(tag,[1]));attempt(()=>new WebAssembly.Exception(tag,[1,2]));attempt(()=>new WebAssembly.Exception(tag,[1,2n]));attempt(()=>new WebAssembly.Exception(WebAssembly.JSTag,[1]));
const ex=new WebAssembly.Exception(tag,[1,2n]); attempt(()=>ex.is());attempt(()=>ex.is(tag));attempt(()=>ex.is(new WebAssembly.Tag({parameters:[]})));attempt(()=>ex.getArg());attempt(()=>ex.getArg(tag));attempt(()=>ex.getArg(tag,0));attempt(()=>ex.getArg(tag,1));attempt(()=>ex.getArg(tag,2));attempt(()=>ex.getArg(WebAssembly.JSTag,0));attempt(()=>ex.stack);attempt(()=>typeof new WebAssembly.Exception(tag,[1,2n],{traceStack:true}).stack);attempt(()=>new WebAssembly.Exception(tag,[1,2n],1));
console.log(ex instanceof Error, Object.prototype.toString.call(ex));
attempt(()=>{throw WebAssembly.CompileError('x')});attempt(()=>{throw new WebAssembly.LinkError('y',{cause:1})});
