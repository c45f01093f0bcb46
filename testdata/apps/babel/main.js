'use strict';
const babel = require('@babel/core');

const base = { configFile: false, babelrc: false, sourceType: 'module' };
const code = `
import React, { useState as state } from 'react';
export class Point { #x = 1; static count = 0; get x() { return this.#x ?? 0; } static { Point.count++; } }
export async function* walk(tree) { for await (const n of tree?.nodes ?? []) yield { ...n, depth: n.depth ** 2 }; }
export const View = ({ name, ...rest }) => <div className="v" {...rest}>Hello, {name}<></></div>;
export default (a, [b, c = 2] = [], ...d) => \`\${a}-\${b}\${c}\` + d;
`;
for (const targets of [{ ie: 11 }, { node: '14' }]) {
  const r = babel.transformSync(code, {
    ...base, filename: 'x.jsx', sourceMaps: true,
    presets: [['@babel/preset-env', { targets, modules: 'commonjs' }], ['@babel/preset-react', { runtime: 'automatic' }]],
  });
  console.log(r.code);
  console.log(r.map.mappings.length, r.map.sources, r.map.names);
}
console.log(babel.transformSync('enum E { A = 1, B }; const x: E = E.A!; export type T = string; class C { constructor(private y?: number) {} }', {
  ...base, filename: 'x.ts', presets: ['@babel/preset-typescript'],
}).code);

// A plugin of our own: visitors, scopes, templates, paths.
const plugin = ({ types: t, template }) => ({
  visitor: {
    Identifier(path) { if (path.node.name === 'secret') path.replaceWith(t.stringLiteral('***')); },
    FunctionDeclaration(path) {
      path.get('body').unshiftContainer('body', template.statement.ast`console.log(${t.stringLiteral(path.node.id.name)});`);
      path.scope.rename('a');
    },
  },
});
console.log(babel.transformSync('function f(a, b) { return a + b + secret; }', { ...base, plugins: [plugin] }).code);
babel.transformAsync('let y = 1; y ||= 2', { ...base, presets: [['@babel/preset-env', { targets: 'defaults' }]] }).then((r) => {
  console.log(r.code);
  try {
    babel.transformSync('let a = 1;\nlet a = 2; const = 3', { ...base, filename: 'bad.js' });
  } catch (e) {
    console.log(e.name, e.code, e.reasonCode, e.loc, e.message);
  }
});
