const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const response = (type, status = 200, body = bytes) => new Response(body, { status, headers: type ? { 'content-type': type } : {} });
(async () => {
  const used = response('application/wasm');
  await used.arrayBuffer();
  for (const source of [undefined, 1, {}, response('text/plain'), response(), response('application/wasm', 404), response('application/wasm'),
    Promise.resolve(response('application/wasm')), response('application/wasm; charset=utf-8'), used,
    response('application/wasm', 200, new Uint8Array([0, 97])), response('APPLICATION/WASM')]) {
    await WebAssembly.compileStreaming(source).then((m) => console.log(m instanceof WebAssembly.Module), (e) => console.log(e.name, e.code, e.message));
  }
  console.log(await WebAssembly.instantiateStreaming(response('application/wasm')), await WebAssembly.instantiateStreaming(response('application/wasm'), {}));
  await WebAssembly.instantiateStreaming(response('application/wasm'), 1).catch((e) => console.log(e.name, e.message));
})();
for (const value of [new WebAssembly.Table({ initial: 1, element: 'anyfunc' }), new WebAssembly.Global({ value: 'i32' })]) {
  try { structuredClone(value); } catch (e) { console.log(e.name); }
}
