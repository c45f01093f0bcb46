// frames: own
console.log('a');
function f() {
  throw new TypeError('boom');
}
process.on('exit', (code) => console.log('exit', code));
f();
