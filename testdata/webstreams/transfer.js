const t = (n, f) => { try { const r = f(); console.log(n, r) } catch (e) { console.log(n, e?.name, e?.code, e?.message) } };
const rs = new ReadableStream({start(c) {c.enqueue('a'); c.enqueue({b:1}); c.close()}});
const c = structuredClone(rs, {transfer:[rs]});
console.log(rs, c, c instanceof ReadableStream);
(async () => {
  for await (const x of c) console.log('chunk', x);
  console.log(rs);
  const out = []; const ws = new WritableStream({write(x) {out.push(x)}, close() {console.log('closed', out)}, abort(e) {console.log('aborted', e)}});
  const w2 = structuredClone(ws, {transfer:[ws]}); const w = w2.getWriter(); await w.write(1); await w.write({x:[1]}); await w.close(); console.log('w', ws, w2);
  const ts = new TransformStream({transform(x, c) {c.enqueue(x * 2)}}); const t2 = structuredClone(ts, {transfer:[ts]}); console.log(t2); const tw = t2.writable.getWriter(); tw.write(4); const r = t2.readable.getReader(); console.log(await r.read()); tw.close(); console.log(await r.read());
  const er = new ReadableStream({start(c) {c.error(new RangeError('boo'))}}); const er2 = structuredClone(er, {transfer:[er]}); try { for await (const x of er2); } catch (e) { console.log(e.name, e.message, e.constructor.name) }
  t('locked', () => { const r = new ReadableStream(); r.getReader(); structuredClone(r, {transfer:[r]}) });
  t('lockedw', () => { const r = new WritableStream(); r.getWriter(); structuredClone(r, {transfer:[r]}) });
  t('lockedt', () => { const r = new TransformStream(); r.writable.getWriter(); structuredClone(r, {transfer:[r]}) });
  t('notlisted', () => structuredClone(new ReadableStream())); t('notlisted', () => structuredClone(new WritableStream())); t('notlisted', () => structuredClone(new TransformStream()));
  let cancelled; const cr = new ReadableStream({cancel(r) {console.log('cancelled', r)}}); const cr2 = structuredClone(cr, {transfer:[cr]}); await cr2.cancel('why'); 
  await new Promise((r) => setTimeout(r, 20));
  const aw = new WritableStream({abort(r) {console.log('aborted', r)}}); const aw2 = structuredClone(aw, {transfer:[aw]}); await aw2.abort('bad');
  await new Promise((r) => setTimeout(r, 20));
  const fn = new ReadableStream({start(c) {c.enqueue(() => {})}}); const fn2 = structuredClone(fn, {transfer:[fn]}); try { for await (const x of fn2); } catch (e) { console.log(e.name, e.message, e.constructor.name) }
})();
