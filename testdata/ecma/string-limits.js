// What would make a string longer than V8's longest is a RangeError, and costs no more memory than that.
function attempt(name, f) { try { console.log(name, f()); } catch (e) { console.log(name, e.name + ': ' + e.message); } }
const most = 2 ** 29 - 24;
const part = 'x'.repeat(2 ** 20);
attempt('+', () => { let s = part; for (;;) s += s; });
attempt('template', () => { let s = part; for (;;) s = `${s}-${s}`; });
attempt('concat', () => { let s = part; for (;;) s = s.concat(s, s); });
attempt('replaceAll', () => 'ab'.repeat(2 ** 15).replaceAll('a', 'b'.repeat(2 ** 16)));
attempt('repeat', () => part.repeat(600));
attempt('padEnd', () => part.padEnd(most + 1));
attempt('Array.from', () => Array.from({ length: 2 ** 32 }));
