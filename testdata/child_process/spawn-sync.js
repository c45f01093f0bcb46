const { spawnSync, execSync, execFileSync } = require('child_process');
const show = (r) => console.log(r.status, r.signal, String(r.stdout), String(r.stderr), r.error && r.error.message, Object.keys(r).join());
show(spawnSync('sh', ['-c', 'echo out; echo err >&2; cat; exit 3'], { input: 'given' }));
show(spawnSync('nonexistent-command'));
show(spawnSync('sh', ['-c', 'kill -9 $$']));
show(spawnSync('sleep', ['10'], { timeout: 50, killSignal: 'SIGKILL' }));
show(spawnSync('sh', ['-c', 'echo $VALUE; pwd'], { env: { VALUE: 'one', PATH: process.env.PATH }, cwd: '/' }));
show(spawnSync('echo "a  b" | tr a-z A-Z', { shell: true, encoding: 'utf8' }));
show(spawnSync('sh', ['-c', 'echo $0'], { argv0: 'other' }));
show(spawnSync('true', { stdio: 'ignore' }));
const overflow = spawnSync('yes', { maxBuffer: 10 });
console.log(overflow.error.code, overflow.signal);
console.log(JSON.stringify(execSync('echo hi').toString()), execFileSync('echo', ['x'], { encoding: 'utf8' }));
for (const f of [() => execSync('echo no >&2; exit 2', { stdio: 'pipe' }), () => execFileSync('false', ['arg'])]) {
  try { f(); } catch (err) { console.log(err.message, err.status, err.signal, String(err.stderr), Object.keys(err).join()); }
}
