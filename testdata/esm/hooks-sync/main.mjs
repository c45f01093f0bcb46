import { registerHooks, createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const h = registerHooks({
  resolve(s, c, next) { if (s === 'virtual:x') return { url: 'virtual:x', format: 'module', shortCircuit: true }; const r = next(s, c); if (s.startsWith('.')) console.log('resolve', s, r.format, c.conditions.includes('node')); return r; },
  load(u, c, next) { if (u === 'virtual:x') return { format: 'module', source: 'export default 42', shortCircuit: true }; const r = next(u, c); if (u.endsWith('.cjs') || u.endsWith('.mjs')) return { ...r, source: String(r.source).replace('ORIGINAL', 'changed') }; return r; },
});
console.log((await import('virtual:x')).default, (await import('./a.mjs')).default, require('./b.cjs'), (await import('./c.cjs')).default);
h.deregister();
console.log((await import('./a.mjs?2')).default);
await import('virtual:y').catch((e) => console.log(e.code));
