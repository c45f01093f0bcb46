'use strict';
// A data property that becomes an accessor is no longer writable.
function attempt(f) { try { return f(); } catch (e) { return e.name + ': ' + e.message; } }
const one = { a: 1 };
Object.defineProperty(one, 'a', { get() { return 5; } });
console.log(attempt(() => { one.a = 2; return one.a; }));
const two = { a: 1, b: 2 };
Object.defineProperties(two, { a: { get: () => 6 }, b: { enumerable: false } });
console.log(attempt(() => { two.a = 2; return two.a; }), attempt(() => { two.b = 3; return two.b; }));
const three = { a: 1 };
console.log(Reflect.defineProperty(three, 'a', { get: () => 7, set: undefined }), Reflect.set(three, 'a', 1), three.a);
const four = { a: 1 };
Object.defineProperty(four, 'a', { get() { return 8; }, set(v) { this.seen = v; } });
console.log(attempt(() => { four.a = 9; return [four.a, four.seen].join(); }));
Object.defineProperty(four, 'a', { value: 1, writable: true });
console.log(attempt(() => { four.a = 10; return four.a; }), JSON.stringify(Object.getOwnPropertyDescriptor(four, 'a')));
function f() {}
f.x = 1;
Object.defineProperty(f, 'x', { get: () => 11 });
console.log(attempt(() => { f.x = 1; return f.x; }));
