const { exec, execFile } = require('child_process');
const { promisify } = require('util');
const show = (label, done) => (err, stdout, stderr) => {
  console.log(label, err && `${err.message} ${JSON.stringify(err)}`, JSON.stringify(stdout), JSON.stringify(stderr));
  if (done) done();
};
exec('echo out; echo err >&2; exit 4', show('exec', () => {
  execFile('sh', ['-c', 'echo $0 $1', 'zero', 'one'], show('execFile', () => {
    exec('sleep 30', { timeout: 50 }, show('timeout', () => {
      exec('yes', { maxBuffer: 4 }, show('maxBuffer', () => {
        execFile('nonexistent-command', ['x'], show('missing', () => {
          execFile('echo', ['bytes'], { encoding: 'buffer' }, (err, stdout) => {
            console.log(stdout);
            promises();
          });
        }));
      }));
    }));
  }));
}));
async function promises() {
  const promise = promisify(exec)('echo promised');
  console.log(typeof promise.child.pid, await promise);
  await promisify(execFile)('false').catch((err) => console.log(err.code, err.cmd, JSON.stringify(err.stdout)));
  const controller = new AbortController();
  const aborted = promisify(exec)('sleep 30', { signal: controller.signal });
  controller.abort();
  await aborted.catch((err) => console.log(err.name, err.code, err.message));
}
