const { spawn } = require('child_process');
const listen = (name, child) => {
  for (const event of ['spawn', 'exit', 'close', 'error']) {
    child.on(event, (...args) => console.log(name, event, ...args.map((a) => a instanceof Error ? `${a.message} ${JSON.stringify(a)}` : a)));
  }
  return child;
};
const ok = listen('ok', spawn('true'));
console.log(typeof ok.pid, ok.spawnfile, ok.spawnargs, ok.exitCode, ok.signalCode, ok.killed, ok.connected, ok.stdio.length);
ok.on('close', () => {
  const killed = listen('killed', spawn('sleep', ['30'], { stdio: 'ignore' }));
  console.log(killed.stdin, killed.stdout, killed.stdio, killed.kill(), killed.killed);
  killed.on('close', () => {
    console.log(killed.exitCode, killed.signalCode, killed.kill());
    const missing = listen('missing', spawn('nonexistent-command', ['a', 'b']));
    console.log(missing.pid, missing.stdout === null);
    missing.on('close', () => {
      const nowhere = listen('nowhere', spawn('true', { cwd: '/nonexistent' }));
      console.log(nowhere.pid);
    });
  });
});
