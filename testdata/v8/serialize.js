// Values in the wire format of V8, byte for byte, and back.
const v8=require('v8');
console.log(Object.keys(v8));
for (const [k,f] of Object.entries(v8)) if(typeof f=='function') console.log(k,f.length,f.name);
const s=(x)=>{try{console.log(v8.serialize(x).toString('hex'))}catch(e){console.log(e.name,e.code,e.message)}};
[undefined,null,true,false,0,-1,1,2**30,2**31,-0,1.5,NaN,1n,-300n,2n**64n,0n,'','abc','é','漢字','a漢',new Date(5),new Boolean(true),new Number(4),new String('x'),Object(5n),/a/gim,/é/u,[],[1,2],[1,,3],Object.assign([1],{a:1}),new Array(5),{},{a:1,b:{c:2}},{1:2,x:3},new Map([[1,2]]),new Set([1,'a']),new ArrayBuffer(3),new Uint8Array([1,2]),new Float64Array(1),new DataView(new ArrayBuffer(4),1,2),Buffer.from('hi'),()=>1,Symbol('x'),Object.create({inherited:1}),new (class X{constructor(){this.a=1}}),new Float16Array(1), new BigInt64Array(1), Promise.resolve(1), new WeakMap(), new Proxy({a:1},{}), new Map().keys(), (function(){return arguments})(1)].forEach(s);
const o={};o.o=o;s(o);const sh={};s([sh,sh]);
s([new Uint8Array(new ArrayBuffer(8),2,3)]);
const ser=new v8.Serializer();ser.writeHeader();ser.writeUint32(300);ser.writeUint64(1,2);ser.writeDouble(1.5);ser.writeRawBytes(Buffer.from('ab'));ser.writeValue({a:1});const b=ser.releaseBuffer();console.log(b.toString('hex'));
const de=new v8.Deserializer(b);console.log(de.readHeader(),de.readUint32(),de.readUint64(),de.readDouble(),de.readRawBytes(2),de.readValue(),de.getWireFormatVersion());
const e=(f)=>{try{console.log(f())}catch(e){console.log(e.name,e.code,e.message)}};
e(()=>v8.deserialize(Buffer.from('ff0f','hex')));e(()=>v8.deserialize(Buffer.from('')));e(()=>v8.deserialize(Buffer.from('ff0f99','hex')));e(()=>v8.Serializer());e(()=>new v8.Deserializer());e(()=>new v8.Deserializer(Buffer.from('00','hex')).readHeader());e(()=>v8.deserialize(Buffer.from('ff10','hex')));
e(()=>new v8.Serializer().writeValue(()=>1));e(()=>new v8.Deserializer(Buffer.from('')).readUint32());e(()=>new v8.Deserializer(Buffer.from('')).readDouble());e(()=>new v8.Deserializer(Buffer.from('')).readRawBytes(1));e(()=>new v8.Serializer().writeRawBytes(1));e(()=>v8.serialize());
e(()=>{const s=new v8.Serializer();s._writeHostObject=function(o){this.writeUint32(7)};s.writeHeader();s.writeValue({h:new Uint8Array(2)});return s.releaseBuffer()});
e(()=>{const s=new v8.Serializer();s._setTreatArrayBufferViewsAsHostObjects(true);s._writeHostObject=function(o){this.writeUint32(7)};s.writeHeader();s.writeValue({h:new Uint8Array(2)});return s.releaseBuffer()});
e(()=>{const s=new v8.Serializer();const ab=new ArrayBuffer(4);s.transferArrayBuffer(3,ab);s.writeHeader();s.writeValue(ab);return s.releaseBuffer()});
console.log(v8.startupSnapshot);
e(()=>new v8.Deserializer(v8.serialize({a:1})).buffer);console.log(new v8.Serializer(), new v8.Deserializer(Buffer.from('ff0f','hex')));
for(const x of [new Error('m'), new RangeError('q',{cause:{a:1}})]){const y=v8.deserialize(v8.serialize(x));console.log(y.name,y.message,y.cause,y.stack===x.stack, Object.getOwnPropertyNames(y))}
console.log(v8.deserialize(v8.serialize([Buffer.from('xyz'),new Uint16Array([1,2]),new Map([['a',new Set([1n])]]),new Date(1),/x/g,undefined,[1,,2],-5.5,new String('s'),Object.assign([1],{k:2})])));
const error = new TypeError('t', { cause: 1 }); error.stack = 'stack';
s(error);
console.log(v8.getCppHeapStatistics('brief').detail_level, Object.keys(v8.getHeapStatistics()), Object.keys(v8.getHeapSpaceStatistics()[0]), Object.keys(v8.getHeapCodeStatistics()));
e(() => v8.startupSnapshot.addSerializeCallback(() => {}));
