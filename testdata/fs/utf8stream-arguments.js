// Utf8Stream: what its options and methods refuse, and its shape.
const {Utf8Stream:U}=require('fs');
for (const o of [undefined,null,5,{},{fd:{}},{fd:1,minLength:'x'},{fd:1,minLength:-1},{fd:1,sync:5},{fd:1,fsync:1},{fd:1,append:'x'},{fd:1,mkdir:1},{fd:1,retryEAGAIN:5},{fd:1,contentMode:'x'},{fd:1,fs:5},{fd:1,fs:{write:5}},{fd:1,minLength:20000,maxWrite:20000},{fd:1,maxLength:1.5},{fd:1,periodicFlush:'x'},{dest:1}]) try { const s=new U(o); console.log(s.fd,s.contentMode) } catch(e){ console.log(e.name,e.code,e.message) }
console.log(Object.getOwnPropertyNames(U.prototype), U.length,U.name, Object.getOwnPropertySymbols(U.prototype));
console.log(new U({fd:1}));
for (const n of Object.getOwnPropertyNames(U.prototype)) { const d=Object.getOwnPropertyDescriptor(U.prototype,n); console.log(n, d.get?'get':typeof d.value, d.value?.length, d.enumerable) }
const s=new U({fd:1}); for (const a of [[],[5],[Buffer.from('x')]]) try { console.log(s.write(...a)) } catch(e){ console.log(e.name,e.code,e.message) }
try { s.flush(5) } catch(e){ console.log(e.name,e.code,e.message) } try { s.flush(null) } catch(e){ console.log(e.name,e.code,e.message) } try { s.reopen() } catch(e){ console.log(e.name,e.code,e.message) }
const b=new U({fd:1,contentMode:'buffer'}); try { b.write('x') } catch(e){ console.log(e.name,e.code,e.message) }
s.destroy(); for (const f of ['write','end','reopen','flushSync']) try { s[f]('x') } catch(e){ console.log(f,e.name,e.code,e.message) } s.flush((e)=>console.log(e.code));
