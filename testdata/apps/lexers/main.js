'use strict';
// The lexers that find imports and exports, both WebAssembly.
const es = require('es-module-lexer');
const cjs = require('cjs-module-lexer');
(async () => {
  await es.init;
  const source = `import a, { b as c } from './a.js';
import * as d from "d" with { type: 'json' };
export { e } from './é.js';
export default function f() {}
export const g = 1, { h } = {};
const i = await import(\`./\${a}.js\`); import('k' /* why */);
import.meta.url; "a string with import('x')"; /re import('y')/.test('');
`;
  const [imports, exports, facade, module] = es.parse(source, 'file.js');
  for (const x of imports) console.log(JSON.stringify(x));
  for (const x of exports) console.log(JSON.stringify(x));
  console.log(facade, module);
  try { es.parse('import { from "x"', 'bad.js'); } catch (e) { console.log(e.message, e.idx); }
  const big = Array.from({ length: 3000 }, (_, i) => `import { x${i} } from './m${i}.js'; export const y${i} = x${i};`).join('\n');
  const [list, names] = es.parse(big);
  console.log(list.length, names.length, JSON.stringify(list[2999]), JSON.stringify(names[2999]));

  await cjs.init();
  console.log(cjs.parse(`exports.a = 1; module.exports.b = 2; Object.defineProperty(exports, 'c', { value: 3 });
if (x) { exports['d e'] = 4; } module.exports = { f, g: 1, ...require('h') };
__exportStar(require('i'), exports); exports.ünï = 1;`));
  console.log(cjs.parse(`Object.keys(_dep).forEach(function (k) { if (k === "default" || k === "__esModule") return; exports[k] = _dep[k]; }); module.exports = require('./dep.js')`));
  try { cjs.parse('exports.a = 1; import x from "y"'); } catch (e) { console.log(e.code, e.message); }
})();
