// mask: \d+(\.\d+)?m?s
'use strict';
const util = require('util');
console.log(); console.log('a', 1, { b: 2 }); console.log('%s-%d', 'x', 5, 'rest'); console.info('info'); console.debug('debug'); console.warn('warn %o', [1]); console.error(new Error('boxed').message);
console.group('G', 1); console.log('one\ntwo'); console.group(); console.warn('deep'); console.groupEnd(); console.groupCollapsed('c'); console.table([[1]]); console.groupEnd(); console.groupEnd(); console.groupEnd(); console.log('out');
console.count(); console.count('x'); console.count(); console.countReset(); console.count(); console.countReset('none'); console.count(undefined); console.count(null); try { console.count(Symbol('s')); } catch (e) { console.log(e.message); }
console.assert(true, 'no'); console.assert(false); console.assert(false, 'yes %s', 'arg'); console.assert(false, { a: 1 }); console.assert();
console.dir({ a: { b: { c: { d: 1 } } } }); console.dir({ a: { b: 1 } }, { depth: 0 }); console.dir({ [util.inspect.custom]() { return 'custom'; } }); console.dirxml({ a: 1 }, 'x');
console.time('t'); console.timeLog('t', 'data', { a: 1 }); console.timeEnd('t'); console.timeEnd('t'); console.time('u'); console.time('u'); console.timeLog('missing'); console.time(); console.timeEnd();
for (const data of [[], {}, [1, 'a', null], [[1, 2], [3]], [{ a: 1, b: 'x' }, { a: 2, c: { d: { e: 1 } } }], { r1: { a: 1 }, r2: { a: 2 } }, new Map([['k', { v: 1 }], [{}, 2]]), new Set([1, 'two', {}]), new Map([[1, 2]]).entries(), new Map([[1, 2]]).keys(), new Set([3]).values(), [{ 10: 'b', 2: 'a', x: 'c' }], ['日本', 'é'], [() => {}, Symbol('s')], 5, 'str', null, undefined, [[], [1]], [{ a: [1, 2, 3, 4, 5] }]]) console.table(data);
console.table([{ a: 1, b: 2 }, { a: 3 }, 5], ['b']); console.table([{ a: 1 }], []); try { console.table([], 'x'); } catch (e) { console.log(e.code, e.message); }
console.log(Object.keys(console).join()); console.log(console.log.name, console.log.length, console[Symbol.toStringTag], Object.prototype.toString.call(console), console instanceof console.Console, {} instanceof console.Console);
const { log } = console; log('detached'); console.log(console === require('console'), console === globalThis.console, require('console').Console === console.Console);
const { Console } = console;
class Sink { constructor() { this.text = ''; } write(s, cb) { this.text += s; } on() {} once() {} listenerCount() { return 0; } removeListener() {} }
const out = new Sink, err = new Sink; const c = new Console(out, err); c.log('o', { a: 1 }); c.error('e'); c.group('g'); c.log('in'); c.groupEnd(); c.warn('w'); console.log(out.text, err.text);
const wide = new Console({ stdout: out, stderr: err, groupIndentation: 4, colorMode: true, inspectOptions: undefined }); wide.group('x'); wide.log({ a: 1 }, 'y'); console.log(JSON.stringify(out.text));
const opts = new Console({ stdout: out, inspectOptions: { depth: 0, compact: false } }); out.text = ''; opts.log({ a: { b: 1 } }); opts.error('to out'); console.log(out.text);
for (const bad of [undefined, {}, 5, { stdout: {} }, { stdout: out, stderr: {} }, { stdout: out, colorMode: 'x' }, { stdout: out, groupIndentation: -1 }, { stdout: out, groupIndentation: 'x' }, { stdout: out, inspectOptions: 5 }, { stdout: out, colorMode: true, inspectOptions: { colors: true } }]) try { new Console(bad); console.log('fine'); } catch (e) { console.log(e.name, e.code, e.message); }
class Sub extends Console { log(x) { super.log('sub', x); } extra() { return 'extra'; } } const sub = new Sub(out); out.text = ''; sub.log('s'); sub.info('i'); const { log: subLog } = sub; subLog('d'); console.log(out.text, sub.extra(), sub instanceof Sub, sub instanceof Console);
const called = Console(out); out.text = ''; called.log('called'); console.log(out.text, called instanceof Console); console._stdout === process.stdout && console.log('lazy'); console.log(typeof console._times, console._ignoreErrors);
const t = console.createTask('name'); console.log(t.run(() => 5)); try { console.createTask(''); } catch (e) { console.log(e.message); } console.profile(); console.profileEnd(); console.timeStamp();
const failing = new Console({ stdout: { ...new Sink, write() { throw new Error('sync'); }, once() {}, listenerCount() { return 0; }, removeListener() {} } }); failing.log('ignored'); const strict = new Console({ stdout: { write() { throw new Error('sync'); } }, ignoreErrors: false }); try { strict.log('x'); } catch (e) { console.log(e.message); }
