'use strict';
// esbuild's JavaScript API drives its own program over pipes.
// Without workers the synchronous functions start it anew.
process.env.ESBUILD_WORKER_THREADS = '0';
const esbuild = require('esbuild');
const path = require('node:path');

(async () => {
  console.log((await esbuild.transform('let x: number = <b>1</b>?.y ?? 2; export { x }', { loader: 'tsx', target: 'es2019' })).code);
  console.log(esbuild.transformSync('a  =  1 ; b = a ** 2', { minify: true }).code);
  const built = await esbuild.build({
    stdin: { contents: 'import { a } from "virtual:a"; import j from "./d.json"; console.log(a, j)', resolveDir: __dirname },
    bundle: true, write: false, format: 'cjs', metafile: true, logLevel: 'silent',
    plugins: [{
      name: 'virtual',
      setup(b) {
        b.onResolve({ filter: /^virtual:/ }, (a) => ({ path: a.path.slice(8), namespace: 'v' }));
        b.onLoad({ filter: /.*/, namespace: 'v' }, (a) => ({ contents: `export const a = ${JSON.stringify(a.path)}` }));
        b.onResolve({ filter: /d\.json$/ }, (a) => ({ path: path.join(a.resolveDir, a.path), namespace: 'j' }));
        b.onLoad({ filter: /.*/, namespace: 'j' }, () => ({ contents: '{"json":true}', loader: 'json' }));
        b.onEnd((r) => console.log('end', r.errors.length));
      },
    }],
  });
  console.log(built.outputFiles[0].text.replaceAll(__dirname, ''));
  try {
    await esbuild.transform('let a = ;', { logLevel: 'silent', sourcefile: 'bad.js' });
  } catch (e) {
    console.log(e.message, e.errors[0].location);
  }
  console.log(await esbuild.formatMessages([{ text: 'oops', location: { file: 'f.js', line: 1, column: 2, lineText: 'x y' } }], { kind: 'warning' }));
})();
