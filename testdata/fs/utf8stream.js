// Utf8Stream: what is written when, and the order of its events: sync and not, text and bytes, small pieces, busy files, flush, reopen, end.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { once } = require('events');
const { Utf8Stream } = fs;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'utf8-'));
const at = (name) => path.join(folder, name);
const watch = (name, s) => { for (const e of ['ready', 'drain', 'drop', 'finish', 'close', 'write', 'error']) s.on(e, (v) => console.log(name, e, e === 'write' ? v : e === 'drop' ? String(v) : v?.code)); return s; };
(async () => {
  for (const sync of [false, true]) {
    for (const contentMode of ['utf8', 'buffer']) {
      const name = `${contentMode}-${sync}`;
      const data = contentMode === 'buffer' ? (t) => Buffer.from(t) : (t) => t;
      const s = watch(name, new Utf8Stream({ dest: at(name), sync, contentMode, minLength: 20, maxWrite: 30, maxLength: 200, mkdir: true }));
      await once(s, 'ready');
      for (let i = 0; i < 12; i++) console.log(name, s.write(data(`line ${i} ünï\n`)), s.writing);
      console.log(name, s.write(data('x'.repeat(300))));
      await new Promise((resolve) => s.flush((err) => { console.log(name, 'flushed', err); resolve(); }));
      s.write(data('tail'));
      s.end();
      await once(s, 'close');
      console.log(JSON.stringify(fs.readFileSync(at(name), 'utf8')));
    }
  }
  // What is written only in part, and busy at times.
  let calls = 0;
  const partial = new Utf8Stream({
    dest: at('partial'), sync: true, minLength: 5, retryEAGAIN: (err, n, rest) => { console.log('retry', err.code, n, rest); return true; },
    fs: { writeSync(fd, content, ...more) { if (++calls % 3 === 0) throw Object.assign(new Error('busy'), { code: 'EAGAIN' }); return fs.writeSync(fd, Buffer.from(content).subarray(0, 4), ...(more.length > 1 ? more : [])); } },
  });
  partial.write('añb€c😀d and more');
  partial.flushSync();
  partial.end();
  await once(partial, 'close');
  console.log(fs.readFileSync(at('partial'), 'utf8'));
  const moved = new Utf8Stream({ dest: at('one') });
  await once(moved, 'ready');
  moved.write('first\n');
  await once(moved, 'drain');
  moved.reopen(at('two'));
  await once(moved, 'ready');
  moved.write('second\n');
  moved.end();
  await once(moved, 'finish');
  console.log(fs.readFileSync(at('one'), 'utf8'), fs.readFileSync(at('two'), 'utf8'), moved.file === at('two'), moved.append, moved.mode);
  const failing = new Utf8Stream({ dest: path.join(folder, 'no', 'such') });
  console.log((await once(failing, 'error'))[0].code);
  try { new Utf8Stream({ dest: path.join(folder, 'no', 'such'), sync: true }); } catch (e) { console.log(e.code); }
  const gone = new Utf8Stream({ dest: at('gone'), append: false });
  await once(gone, 'ready');
  gone.destroy();
  await once(gone, 'close');
  for (const f of ['write', 'end', 'reopen', 'flushSync']) try { gone[f]('x'); } catch (e) { console.log(f, e.code, e.message); }
  fs.rmSync(folder, { recursive: true });
})();
