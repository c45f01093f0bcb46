import path from 'node:path';
import './other.mjs?q=1#h';
const m = import.meta;
console.log(Object.keys(m), Object.getPrototypeOf(m), m === import.meta, path.basename(m.filename), path.basename(m.dirname), m.main, m.url.slice(-8));
const t = (s) => { try { console.log(m.resolve(s).replace(/^.*import-meta\//, '')); } catch (e) { console.log(e.name, e.code); } };
t('./x.mjs'); t('fs'); t('node:fs'); t('nope'); t('../import-meta/main.mjs'); t('data:text/javascript,1'); t('http://h/'); t('#x');
m.extra = 1; console.log(import.meta.extra);
