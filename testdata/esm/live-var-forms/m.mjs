export var a = 1, b;
export let { x, y: [z] } = { x: 2, y: [3] };
if (a) { var c = 5; }
export { c, c as d };
for (var i = 0; i < 3; i++);
for (var k in { p: 1, q: 2 });
export { i, k };
export function f() { return 'first'; }
export function bump() { a ||= 9; b ??= 4; x = z = a; f = () => 'second'; c--; i = { __proto__: null }; k = f(); }
