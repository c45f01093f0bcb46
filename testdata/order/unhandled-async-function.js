async function f() {
  await null;
  throw new TypeError('in async function');
}
f();
setTimeout(() => console.log('must not run'), 100);
