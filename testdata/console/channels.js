'use strict';
const dc = require('diagnostics_channel');
for (const name of ['log', 'info', 'debug', 'warn', 'error']) {
  dc.channel(`console.${name}`).subscribe((args, channel) => process.stdout.write(`${channel} ${JSON.stringify(args)}\n`));
  console[name]('text', { a: 1 });
}
console.dirxml(1);
