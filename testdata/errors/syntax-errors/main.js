// Early errors are SyntaxErrors with V8's words, before anything runs.
const fs = require('node:fs');
for (const line of fs.readFileSync(require.resolve('./snippets.txt'), 'utf8').split('\n')) {
  if (!line) continue;
  try {
    new Function(line);
    console.log('no error:', line);
  } catch (e) {
    console.log(line, '|', e.name, '|', e.message);
  }
}
