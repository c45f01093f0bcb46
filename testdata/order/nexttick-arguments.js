// Arguments are passed on; this is undefined in strict code.
'use strict';
process.nextTick(function (...args) {
  console.log(args, this);
}, 1, 'two', { three: 3 });
process.nextTick((...args) => console.log(args.length));
try {
  process.nextTick('no function');
} catch (e) {
  console.log(e.name, e.code, e.message);
}
try {
  queueMicrotask(null);
} catch (e) {
  console.log(e.name, e.code, e.message);
}
try {
  setTimeout();
} catch (e) {
  console.log(e.name, e.code, e.message);
}
try {
  setImmediate({});
} catch (e) {
  console.log(e.name, e.code, e.message);
}
