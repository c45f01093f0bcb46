'use strict';
const { minify, minify_sync: minifySync } = require('terser');

const code = `
/*! keep me */
class Counter { #n = 0; constructor(start) { this.#n = start; } next() { const unused = 5; return this.#n++; } }
function main(list) {
  "use strict";
  var total = 0; var DEBUG = false;
  for (var i = 0; i < list.length; i++) { if (DEBUG) { console.log("debug", i); } total = total + list[i] * (60 * 60); }
  if (total > 10) { return total; } else { return new Counter(total).next(); }
}
export const result = main([1, 2, 3].map(function (x) { return x ?? undefined; }));
export async function* g(...a) { for await (const x of a) { yield \`v\${x}\`; } }
`;
(async () => {
  const r = await minify(code, { module: true, toplevel: true, compress: { passes: 3 }, sourceMap: { filename: 'o.js' } });
  console.log(r.code);
  console.log(r.map);
  console.log(minifySync(code, { compress: false, mangle: false, module: true, format: { beautify: true } }).code);
  console.log(minifySync({ 'a.js': 'var _priv = {_x: 1}; window.q = _priv._x', 'b.js': 'q++' }, { mangle: { properties: { regex: /^_/ } }, nameCache: {} }).code);
  await minify('let x = {;\n', {}).catch((e) => console.log(e.name, e.message, e.line, e.col, e.pos));
})();
