// An interval whose callback throws goes on.
let n = 0;
process.on('uncaughtException', (e) => console.log('caught', e.message));
const i = setInterval(() => {
  if (++n === 3) clearInterval(i);
  throw new Error(String(n));
}, 1);
