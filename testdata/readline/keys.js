const readline = require('readline');
const { PassThrough } = require('stream');
const input = new PassThrough();
readline.emitKeypressEvents(input);
input.on('keypress', (text, key) => console.log(JSON.stringify(text), JSON.stringify(key)));
for (const sequence of ['aB1 ', '\r\n\t', '\x7f\b', '\x1b[A', '\x1b[1;5C', '\x1bOP', '\x1b[3~', '\x1bb', '\x03', 'é', '\x1b[[A', '\x1b[200~', '\x1b\x1b[D',
  '\x1b[5$', '\x1b[3;5~', '\x1b[Z', '!', '\x1bB', '\x1b\r', '\x1bOa', '\x1b[15~', '\x1b[1~', '\x1b[4~', '\x1b[H', '\x1b[F', '\x1b[E', '\x1b[6^', '\x1b ']) {
  input.write(sequence);
}
