const { Readable } = require('node:stream');
let n = 0;
const r = new Readable({ objectMode: true, read() { this.push(n < 4 ? n++ : null); } });
r.on('data', (v) => {
  console.log('data', v);
  if (v === 1) {
    r.pause();
    setImmediate(() => {
      console.log('resuming', r.isPaused());
      r.resume();
    });
  }
});
for (const e of ['end', 'close', 'pause', 'resume']) r.on(e, () => console.log(e));
