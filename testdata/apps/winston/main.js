// mask: \d{4}-\d\d-\d\dT[\d:.]+Z
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Writable } = require('node:stream');
const winston = require('winston');

const { combine, timestamp, json, printf, colorize, label, splat, errors, simple, metadata, align, ms, uncolorize, prettyPrint } = winston.format;
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'logs-'));
const captured = [];
const sink = () => new winston.transports.Stream({ stream: new Writable({ write(c, e, cb) { captured.push(String(c).trim()); cb(); } }) });

const logger = winston.createLogger({
  level: 'verbose',
  levels: winston.config.npm.levels,
  defaultMeta: { service: 'shop' },
  format: combine(errors({ stack: false }), splat(), json()),
  transports: [
    new winston.transports.Console({ format: simple(), stderrLevels: ['error'] }),
    new winston.transports.File({ filename: path.join(dir, 'all.log') }),
    new winston.transports.File({ filename: path.join(dir, 'errors.log'), level: 'error' }),
  ],
});
logger.info('started');
logger.log('warn', 'low on %s: %d left', 'lamps', 3, { shelf: 4 });
logger.log({ level: 'error', message: 'an object', code: 7 });
logger.error(new Error('as an error'));
logger.verbose('verbose', { nested: { a: [1, { b: 2 }] } });
logger.debug('not shown');
const child = logger.child({ request: 'r1' });
child.info('from the child', { extra: true });
console.log(logger.isInfoEnabled(), logger.isLevelEnabled('debug'), logger.level);
logger.level = 'silly';
logger.silly('now shown');

const pretty = winston.createLogger({
  format: combine(label({ label: 'L' }), timestamp({ format: () => 'NOW' }), colorize({ all: true }), align(), printf((i) => `${i.timestamp} [${i.label}] ${i.level}:${i.message}`)),
  transports: [sink()],
});
pretty.info('coloured');
pretty.warn('too');
const meta = winston.createLogger({ format: combine(metadata(), uncolorize(), prettyPrint()), transports: [sink()] });
meta.info('with meta', { a: 1 });
const filtered = winston.createLogger({ format: combine(winston.format((i) => (i.secret ? false : { ...i, seen: true }))(), json()), transports: [sink()] });
filtered.info('kept');
filtered.info('dropped', { secret: true });
const custom = winston.createLogger({ levels: { alarm: 0, note: 1 }, level: 'note', format: json(), transports: [sink()] });
custom.alarm('custom level');
custom.note('another');

logger.on('finish', () => {
  setTimeout(() => {
    for (const name of ['all.log', 'errors.log']) console.log(name, '\n' + fs.readFileSync(path.join(dir, name), 'utf8'));
    for (const line of captured) console.log(JSON.stringify(line));
    console.log(winston.config.syslog.levels.crit, Object.keys(winston.transports).join());
  }, 50);
});
logger.end();
