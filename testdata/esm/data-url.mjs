import d, { a } from 'data:text/javascript,export const a = 1; export default import.meta.url.slice(0, 5)';
console.log(a, d);
console.log(await import('data:text/javascript;base64,ZXhwb3J0IGxldCBiID0gMg=='), await import('data:text/javascript;charset=utf-8,export let c = "%E2%82%AC"'));
for (const s of ['data:text/plain,x', 'data:text/javascript,import "./x.mjs"', 'data:text/javascript,import "fs"', 'data:,']) await import(s).then(() => console.log('ok'), (e) => console.log(e.name, e.code, e.message));
