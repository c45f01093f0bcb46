// A session over streams: values, errors, more lines, commands, await.
const repl = require('repl');
const { PassThrough } = require('stream');

const lines = ['1 + 1', 'let a = 3', 'a * 2', '_', '({ a: 1 })', '{ a: 1 }', 'foo', 'throw new Error("x")', '_error.message',
  'function f() {', 'return [1,', '2] }', 'f()', 'var x =', '.break', 'let 3', '"abc', '`a', 'b`', '.foo', '.help',
  'throw { not: "an error" }', '_ = 5', '7', '_', 'typeof require, typeof module', 'fs.statSync.name', 'npm install', ''];

function play(title, lines, options) {
  return new Promise((resolve) => {
    console.log(`--- ${title}`);
    const input = new PassThrough();
    const output = new PassThrough();
    const server = repl.start({ prompt: '> ', input, output, terminal: false, ...options });
    server.on('reset', () => console.log('reset'));
    let text = '';
    output.on('data', (chunk) => { text += chunk; });
    server.on('exit', () => { console.log(text); resolve(server); });
    input.end(lines.join('\n') + '\n');
  });
}

(async () => {
  await play('global', lines, { useGlobal: true });
  await play('context', ['var b = 1', 'b', '.clear', 'b', 'globalThis === global'], {});
  await play('strict', ['undeclared = 1', '1'], { replMode: repl.REPL_MODE_STRICT });
  await play('eval', ['one', 'two'], { eval: (code, context, file, callback) => callback(null, code.trim().toUpperCase()) });
  await play('writer', ['1', 'undefined'], { writer: (value) => `<${value}>`, ignoreUndefined: true });
  const server = await play('commands', ['.say hi', '.nothing'], {});
  server.defineCommand('say', { help: 'Says', action(text) { this.output.write(`${text}!\n`); } });
  console.log(Object.keys(server.commands));
  server.complete('pro', (err, found) => console.log(err, found[0].includes('process'), found[1]));
  server.complete('Math.ma', (err, found) => console.log(err, found));
  server.complete('.he', (err, found) => console.log(err, found));
  console.log(repl.isValidSyntax('{a:1}'), repl.isValidSyntax('let 1'), repl.writer([1]));
})();
