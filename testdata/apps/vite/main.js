'use strict';
// The module graph of version 4 in server-side rendering: its native part is a
// program of its own behind pipes. (Version 5 and later need a native add-on.)
const path = require('node:path');

process.env.VITE_CJS_IGNORE_WARNING = '1';
(async () => {
  const vite = await import('vite');
  const server = await vite.createServer({
    root: path.join(__dirname, 'src'), configFile: false, appType: 'custom', logLevel: 'silent', cacheDir: path.join(__dirname, '.vite'),
    server: { middlewareMode: true, watch: null, hmr: false }, optimizeDeps: { disabled: true },
    define: { __VERSION__: '"1.2.3"' },
    plugins: [{
      name: 'virtual',
      resolveId: (id) => (id === 'virtual:data' ? '\0data' : null),
      load: (id) => (id === '\0data' ? 'export default [1, 2, 3]' : null),
    }],
  });
  const entry = await server.ssrLoadModule('/entry.ts');
  console.log(await entry.render('world'));
  const mod = await server.moduleGraph.getModuleByUrl('/entry.ts');
  console.log(mod.url, mod.type, [...mod.ssrImportedModules ?? mod.importedModules].map((m) => m.url).sort());
  console.log((await server.transformRequest('/shape.ts')).code.split('\n//# source')[0]);
  await server.ssrLoadModule('/broken.ts').catch((e) => {
    server.ssrFixStacktrace(e);
    console.log(e.message, e.stack.split('\n')[1].trim().replaceAll(__dirname, ''));
  });
  await server.close();
})();
