let n = 0;
setImmediate(() => console.log('immediate after', n));
setTimeout(() => {}, 0);
(function again() {
  if (++n < 2000) queueMicrotask(again);
})();
