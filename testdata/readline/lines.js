const readline = require('readline');
const { PassThrough } = require('stream');
const input = new PassThrough();
const rl = readline.createInterface({ input });
rl.on('line', (line) => console.log('line', JSON.stringify(line)));
rl.on('close', () => console.log('close', rl.closed));
for (const event of ['pause', 'resume']) rl.on(event, () => console.log(event));
input.write('a\nb');
input.write('c\r\nd\re\u2028f');
rl.pause();
rl.resume();
input.write(Buffer.from([0xc3]));
input.write(Buffer.from([0xa9, 0x0a]));
input.end('rest');
rl.on('close', async () => {
  const second = new PassThrough();
  const lines = readline.createInterface({ input: second, crlfDelay: Infinity });
  second.end('x\r\ny\n\nz');
  const got = [];
  for await (const line of lines) got.push(line);
  console.log(got);
  try { rl.prompt(); rl.resume(); } catch (err) { console.log(err.code, err.message); }
});
