const fs = require('node:fs');
fs.readFile('does-not-exist', (err) => {
  console.log('readFile', err.code, err.syscall);
  fs.promises.readFile('does-not-exist').catch((err) => console.log('promise', err.code, err.syscall)).then(() => {
    fs.access('does-not-exist', (err) => console.log('access', err.code, err.message));
  });
});
try {
  fs.readFile(__filename);
} catch (e) {
  console.log(e.code);
}
try {
  fs.readFileSync('does-not-exist');
} catch (e) {
  console.log('sync', e.code);
}
console.log('main');
