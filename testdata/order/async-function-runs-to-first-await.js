async function a() {
  console.log('a start');
  await b();
  console.log('a end');
}
async function b() {
  console.log('b start');
  await null;
  console.log('b end');
}
console.log('main start');
setTimeout(() => console.log('timeout'), 0);
a().then(() => console.log('a done'));
process.nextTick(() => console.log('tick'));
new Promise((r) => r()).then(() => console.log('then 1')).then(() => console.log('then 2'));
console.log('main end');
