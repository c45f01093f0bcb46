const cp = require('child_process');
const attempt = (label, f) => {
  try {
    const child = f();
    if (child && child.on) child.on('error', () => {});
    console.log(label, 'no error');
  } catch (err) {
    console.log(label, err.name, err.code, err.message);
  }
};
for (const value of ['bad', -1, 1.5, NaN, {}, null]) {
  attempt(`timeout ${value}`, () => cp.spawn('true', { timeout: value }));
  attempt(`maxBuffer ${value}`, () => cp.execFile('true', { maxBuffer: value }));
  attempt(`killSignal ${value}`, () => cp.spawn('true', { killSignal: value }));
}
for (const value of [1, {}, [], true]) {
  for (const name of ['cwd', 'argv0', 'shell', 'uid', 'detached', 'windowsHide', 'stdio', 'serialization', 'signal']) {
    if (name === 'uid' && value === 1 || name === 'stdio' && Array.isArray(value)) continue;
    attempt(`${name} ${JSON.stringify(value)}`, () => cp.spawnSync === undefined || cp.spawn('true', [], { [name]: value }));
  }
}
attempt('nothing', () => cp.spawn());
attempt('empty', () => cp.spawn(''));
attempt('args', () => cp.spawn('true', 1));
attempt('options', () => cp.spawn('true', [], 1));
attempt('null byte', () => cp.spawn('tr\0ue'));
attempt('fork', () => cp.fork());
attempt('fork args', () => cp.fork('x', 1));
attempt('fork stdio', () => cp.fork('x', [], { stdio: ['pipe'] }));
attempt('exec', () => cp.exec());
attempt('callback', () => cp.execFile('true', [], {}, 1));
attempt('stdio entry', () => cp.spawn('true', [], { stdio: ['x'] }));
attempt('two channels', () => cp.spawn('true', [], { stdio: ['ipc', 'ipc', 'ipc'] }));
attempt('channel', () => cp.spawnSync('true', [], { stdio: ['ipc'] }));
attempt('signal', () => {
  const child = cp.spawn('sleep', ['1'], { stdio: 'ignore' });
  try { child.kill('SIGNOTHING'); } finally { child.kill(); }
});
