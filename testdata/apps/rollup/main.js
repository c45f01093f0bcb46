'use strict';
// Version 3, the last that is JavaScript alone.
const { rollup } = require('rollup');

const files = {
  main: 'import { used } from "lib"; import def, * as all from "other"; export const x = used(def); console.log(all.z); export const lazy = () => import("lazy")',
  lib: 'export function used(a) { return a * 2 }\nexport function unused() { return 1 }\nconst pure = /*#__PURE__*/ make();',
  other: 'export default 21; export const z = 1; export const dead = 2; if (false) console.log("never")',
  lazy: 'import { z } from "other"; export default z',
};
const virtual = {
  name: 'virtual',
  resolveId: (id) => (id in files ? id : null),
  load: (id) => files[id],
  transform(code, id) { return id === 'other' ? { code: code.replace('21', '42'), map: null } : null; },
};
(async () => {
  const bundle = await rollup({ input: 'main', plugins: [virtual], onwarn: (w) => console.log('warning', w.code, w.message) });
  for (const format of ['es', 'cjs', 'system']) {
    const { output } = await bundle.generate({ format, sourcemap: true, exports: 'named', generatedCode: 'es2015' });
    for (const o of output) console.log(`--- ${format} ${o.fileName}\n${o.code || String(o.source)}`, o.exports, o.modules && Object.keys(o.modules));
  }
  await bundle.close();
  for (const code of ['import { nope } from "lib"; nope()', 'let a = ;']) {
    files.bad = code;
    await rollup({ input: 'bad', plugins: [virtual] }).then(async (b) => console.log((await b.generate({})).output[0].code), (e) => console.log(e.code, e.message, e.loc, e.frame));
  }
})();
