const e = new TypeError('bad thing');
e.code = 'ERR_BAD_THING';
console.log(String(e), e.stack.split('\n')[0]);
e.name = 'Renamed';
console.log(String(e), e.stack.split('\n')[0]);
try {
  Buffer.from(5);
} catch (err) {
  console.log(String(err), err.stack.split('\n')[0], Object.keys(err), err.code);
}
try {
  require('node:fs').readFileSync('/does/not/exist');
} catch (err) {
  console.log(String(err), Object.keys(err), err.errno, err.stack.split('\n')[0]);
}
throw e;
