// createTracing and getEnabledCategories: arguments, what is enabled; and the file that a program leaves behind.
const { createTracing, getEnabledCategories } = require('trace_events');
const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
for (const bad of [undefined, null, {}, { categories: 5 }, { categories: [] }, 'x', { categories: [5] }, { categories: 'x' }]) {
  try { createTracing(bad); } catch (e) { console.log(e.name, e.code, e.message); }
}
console.log(createTracing({ categories: ['a', 'b', 'a'] }), getEnabledCategories());
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trace-'));
const program = `
const { createTracing, getEnabledCategories } = require('trace_events');
const one = createTracing({ categories: ['node.async_hooks', 'v8'] }), two = createTracing({ categories: ['v8', 'x'] });
const shown = [];
const show = () => shown.push(String(getEnabledCategories()), one.enabled, two.enabled);
one.enable(); one.enable(); show(); two.enable(); show(); one.disable(); show(); one.enable();
setTimeout(() => { console.log(shown.join(' ')); console.log(one); }, 1);`;
const run = (...args) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
console.log(run('-e', program));
const events = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')).traceEvents;
const list = events('node_trace.1.log');
console.log(list.filter((e) => /^Timeout/.test(e.name)).map((e) => `${e.ph} ${e.cat} ${e.name} ${Object.keys(e).join()} ${JSON.stringify(e.args)}`).join('\n'));
console.log(list.some((e) => e.ph === 'M' && e.cat === '__metadata' && e.name === 'version' && typeof e.args.node === 'string'), list.every((e) => typeof e.ts === 'number' && e.pid > 0));
console.log(run('--trace-event-categories', 'node.bootstrap', '--trace-event-file-pattern', 'by-${rotation}.json', '-p', 'require("trace_events").getEnabledCategories()'));
console.log(['loopStart', 'loopExit', 'nodeStart', 'v8Start', 'environment', 'bootstrapComplete'].map((name) => events('by-1.json').some((e) => e.name === name && e.cat === 'node,node.bootstrap')));
fs.rmSync(folder, { recursive: true });
