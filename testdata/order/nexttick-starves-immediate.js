// The loop does not go on while ticks add ticks.
let n = 0;
setImmediate(() => console.log('immediate after', n));
(function again() {
  if (++n < 2000) process.nextTick(again);
})();
