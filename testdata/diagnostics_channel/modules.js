// The tracing channels module.require and module.import: what is told of loading that succeeds and that fails.
const dc = require('diagnostics_channel');
const path = require('path');
const lines = [];
const shown = (e) => Object.entries(e).map(([k, v]) => `${k}=${typeof v === 'string' ? path.basename(v) : v instanceof Error ? v.code : typeof v}`).join(' ');
for (const name of ['module.require', 'module.import']) {
  const handlers = {};
  for (const event of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) handlers[event] = (e) => lines.push(`${name} ${event} ${shown(e)}`);
  dc.tracingChannel(name).subscribe(handlers);
}
require('os');
try { require('./not-there'); } catch {}
(async () => {
  await import('os');
  await import('./not-there.mjs').catch(() => {});
  await import('data:text/javascript,throw new Error("in it")').catch(() => {});
  console.log(lines.join('\n'));
})();
