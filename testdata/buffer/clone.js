'use strict';
// structuredClone of Blobs, and the memory of Buffers that cannot move.
const b=new Blob(['hi']), f=new File(['x'],'n',{lastModified:1});
structuredClone(b).text().then(console.log); console.log(structuredClone(f), structuredClone({a:b}));
try { structuredClone(1,{transfer:[Buffer.from('a').buffer]}) } catch(e) { console.log(e.name, e.code) }
