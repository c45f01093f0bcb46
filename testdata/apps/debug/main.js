// env: DEBUG=app:*,-app:noise,other DEBUG_HIDE_DATE=1
// mask: \+\d+ms
// mask: \d{4}-\d\d-\d\dT[\d:.]+Z
'use strict';
const createDebug = require('debug');

const db = createDebug('app:db');
const noise = createDebug('app:noise');
const other = createDebug('other');
const off = createDebug('elsewhere');
console.log(db.enabled, noise.enabled, other.enabled, off.enabled);
db('connected to %s as %o with %d tries, %j %% %O', 'host', { user: 'me' }, 3, { a: [1] }, { deep: { er: { yes: { cut: 1 } } } });
db('second');
noise('not shown');
other(new Error('an error').message, 1, { extra: true });
other('%z formatted', 7);
createDebug.formatters.z = (v) => `<${v}>`;
other('%z formatted', 7);
const sub = db.extend('pool');
sub('extended %s', sub.namespace);
createDebug.enable('elsewhere');
off('now on');
db('now off');
console.log(createDebug.disable(), off.enabled);
const lines = [];
const own = createDebug('own');
own.enabled = true;
own.log = (...args) => lines.push(args.length);
own('to my own log');
console.log(lines, own.namespace, typeof own.color, own.useColors, createDebug.names.length, createDebug.skips.length);
console.log(createDebug.coerce(new Error('coerced')).includes('coerced'), createDebug.humanize(90000));
