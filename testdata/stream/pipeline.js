'use strict';
const { Readable, Writable, Transform, PassThrough, pipeline, finished, promises, compose, Duplex, duplexPair } = require('stream');
const log = (...args) => console.log(...args);
const sink = (out) => new Writable({ objectMode: true, write(chunk, e, cb) { out.push(String(chunk)); cb(); } });
const upper = () => new Transform({ objectMode: true, transform(chunk, e, cb) { cb(null, String(chunk).toUpperCase()); } });

(async () => {
  const out = [];
  log(await promises.pipeline(Readable.from(['a', 'b']), upper(), sink(out)), out);

  const gathered = [];
  await promises.pipeline(
    async function* () { yield 'x'; yield 'y'; },
    async function* (source) { for await (const s of source) yield s + s; },
    sink(gathered),
  );
  log(gathered);
  log(await promises.pipeline(['1', '2'], async (source) => {
    let all = '';
    for await (const s of source) all += s;
    return all;
  }));

  await promises.pipeline(Readable.from(['a']), new Transform({ transform(c, e, cb) { cb(new Error('middle')); } }), sink([]))
    .catch((err) => log('rejected', err.message));
  const ac = new AbortController();
  const endless = new Readable({ read() {} });
  const aborted = promises.pipeline(endless, new PassThrough(), { signal: ac.signal }).catch((err) => log(err.name, err.code, endless.destroyed));
  ac.abort();
  await aborted;

  const early = new PassThrough();
  const closed = promises.pipeline(early, sink([])).catch((err) => log(err.code));
  early.destroy();
  await closed;

  await new Promise((resolve) => pipeline(Readable.from(['z']), sink([]), (err, value) => { log('callback', err, value); resolve(); }));
  for (const bad of [() => pipeline(), () => pipeline(Readable.from([]), () => {}), () => pipeline(new PassThrough(), 5), () => pipeline(5, new PassThrough(), () => {})]) {
    try { bad(); log('no error'); } catch (err) { log(err.code, err.message); }
  }

  const f = new PassThrough();
  finished(f, (err) => log('finished', err));
  f.end();
  f.resume();
  await promises.finished(f);
  await promises.finished(new Readable({ read() {} }).destroy(new Error('why'))).catch((err) => log('finished with', err.message));

  const both = compose(upper(), new Transform({ objectMode: true, transform(c, e, cb) { cb(null, `<${c}>`); } }));
  both.end('m');
  for await (const s of both) log('composed', String(s));
  for await (const s of Duplex.from(['q', 'r'])) log('duplex', s);
  const [left, right] = duplexPair();
  left.on('data', (d) => log('left got', String(d)));
  right.on('data', (d) => { log('right got', String(d)); right.end('pong'); });
  left.write('ping');
})();
