// One queue for both, first in first out.
Promise.resolve().then(() => console.log('then 1'));
queueMicrotask(() => {
  console.log('micro 1');
  queueMicrotask(() => console.log('micro 3'));
});
Promise.resolve().then(() => console.log('then 2')).then(() => console.log('then 3'));
queueMicrotask(() => console.log('micro 2'));
console.log('main');
