const { spawn } = require('child_process');
const run = (label, args, options, feed, next) => {
  const child = spawn(args[0], args.slice(1), options);
  let out = '';
  if (child.stdout) child.stdout.on('data', (data) => { out += data; });
  if (child.stdio[3]) child.stdio[3].on('data', (data) => { out += `3:${data}`; });
  if (feed !== undefined) child.stdin.end(feed);
  child.on('close', (code) => {
    console.log(label, code, JSON.stringify(out));
    if (next) next();
  });
};
run('cat', ['cat'], {}, 'fed', () => {
  run('third', ['sh', '-c', 'echo to three >&3'], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] }, undefined, () => {
    run('inherit', ['echo', 'straight out'], { stdio: 'inherit' }, undefined, () => {
      run('env', ['sh', '-c', 'echo $A-$B'], { env: { A: 1, B: undefined, PATH: process.env.PATH } }, undefined, () => {
        run('shell', ['echo $((1+2))'], { shell: true }, undefined);
      });
    });
  });
});
