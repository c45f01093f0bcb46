'use strict';
const { execa, execaSync, $ } = require('execa');
const spawn = require('cross-spawn');
const node = process.execPath;

(async () => {
  const r = await execa(node, ['-e', 'console.log(process.argv.slice(1).join()); console.error("err"); process.stdin.pipe(process.stdout)', 'a', 'b c'], { input: 'piped', all: true });
  console.log(r.stdout, r.stderr, r.exitCode, r.failed, r.command.length > 5);
  console.log(execaSync(node, ['-p', '1+1']).stdout, (await $`${node} -p ${'"x y"'}`).stdout);
  await execa(node, ['-e', 'console.error("bad"); process.exit(3)']).catch((e) => console.log(e.name, e.exitCode, e.stderr, e.shortMessage.replace(node, 'node')));
  await execa('no-such-program').catch((e) => console.log(e.code, e.shortMessage));
  await execa(node, ['-e', 'setTimeout(() => {}, 10000)'], { timeout: 100 }).catch((e) => console.log(e.timedOut, e.signal, e.isTerminated));
  const lines = [];
  for await (const line of execa(node, ['-e', 'console.log("one\\ntwo")'])) lines.push(line);
  console.log(lines);
  console.log(await execa(node, ['-e', 'console.log(process.env.X, process.cwd() === "/")'], { env: { X: '1' }, cwd: '/' }).pipe(node, ['-e', 'process.stdin.on("data", (d) => process.stdout.write(String(d).toUpperCase()))']).then((p) => p.stdout));
  const child = spawn(node, ['-p', '"spawned"'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const d of child.stdout) console.log(String(d).trim());
  console.log(spawn.sync('no-such-program').error.code);
})();
