import data from './d.json' with { type: 'json' };
import again from './d.json' with { type: 'json' };
console.log(data, data === again, await import('./d.json', { with: { type: 'json' } }));
for (const [s, o] of [['./d.json'], ['./d.json', { with: { type: 'css' } }], ['./d.json', { with: { kind: 'json' } }], ['./main.mjs', { with: { type: 'json' } }], ['./bad.json', { with: { type: 'json' } }], ['data:application/json,[1]', { with: { type: 'json' } }]]) await import(s, o).then(console.log, (e) => console.log(e.name, e.code, e.message.replace(/file:\S*\//g, '').replace(/\/\S*\//g, '')));
