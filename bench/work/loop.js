'use strict';
// Ticks, promise jobs, immediates, timers.
let n = 0;
function ticks(left) {
  if (left > 0) process.nextTick(ticks, left - 1);
  n++;
}
ticks(10000);
(async () => {
  for (let i = 0; i < 10000; i++) await i;
})();
function immediates(left) {
  if (left > 0) setImmediate(immediates, left - 1);
}
immediates(2000);
for (let i = 0; i < 5000; i++) {
  const t = setTimeout(() => n++, 1 + (i % 7));
  if (i % 2) clearTimeout(t);
}
