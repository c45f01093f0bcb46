const { finished, Writable, Readable } = require('node:stream');
const w = new Writable({ write(c, e, cb) { cb(); } });
const off = finished(w, () => console.log('must not run'));
off();
finished(w, (err) => console.log('writable finished', err));
const r = new Readable({ read() {} });
finished(r, (err) => console.log('readable finished', err.code));
w.end('x');
r.destroy();
setImmediate(() => {
  finished(w, (err) => console.log('finished already', err));
  console.log('immediate');
});
