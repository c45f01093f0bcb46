const { exec, execFile } = require('node:child_process');
exec('echo hello; echo oops >&2; exit 2', (err, stdout, stderr) => {
  console.log(err.code, err.killed, err.signal, err.cmd, JSON.stringify(stdout), JSON.stringify(stderr));
  process.nextTick(() => console.log('tick'));
  execFile('/bin/sh', ['-c', 'kill -TERM $$'], (err) => {
    console.log(err.code, err.signal);
  });
});
console.log('main');
