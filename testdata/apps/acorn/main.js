'use strict';
const acorn = require('acorn');
const walk = require('acorn-walk');
const { readFileSync } = require('node:fs');

const code = 'class A extends B { static #p = 1n; async *m({ a, ...r } = {}, [b, , c]) { for await (const x of y) yield* x?.[a] ?? /r+/dgi; } }\nlabel: while (1) break label; `t${1}`; import("x"); a ||= 0x1F;';
const tree = acorn.parse(code, { ecmaVersion: 'latest', locations: true });
console.log(JSON.stringify(tree, (k, v) => (typeof v === 'bigint' ? `${v}n` : v)));
const counts = {};
walk.full(tree, (n) => { counts[n.type] = (counts[n.type] || 0) + 1; });
console.log(counts);
walk.ancestor(tree, { Literal(n, _, ancestors) { console.log(n.raw, ancestors.map((a) => a.type).join(' > ')); } });
const comments = [];
console.log([...acorn.tokenizer('let a /* one */ = "x\\u{61}" // two', { ecmaVersion: 2022, onComment: comments })].map((t) => [t.type.label, t.value, t.start, t.end]), comments);
console.log(acorn.parseExpressionAt('x = y => y + 1, 3', 4, { ecmaVersion: 6 }).type);
for (const bad of ['let a; let a', 'return 1', '({a=1})', 'await x', '"use strict"; with (a) {}', '/(?<n>a)(?<n>b)/', 'x = {', 'class A { constructor(){} constructor(){} }']) {
  try {
    acorn.parse(bad, { ecmaVersion: 2020 });
    console.log('parsed', bad);
  } catch (e) {
    console.log(e.name, e.message, e.pos, e.loc);
  }
}
// Itself, 6,000 lines.
const own = readFileSync(require.resolve('acorn'), 'utf8');
let nodes = 0;
walk.full(acorn.parse(own, { ecmaVersion: 5 }), () => { nodes++; });
console.log(nodes > 10000);
