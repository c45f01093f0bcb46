'use strict';
const util = require('util');
const show = (...a) => console.log(...a);
function late(a, b, cb) { setImmediate(cb, null, a + b); }
late.extra = 1;
const p = util.promisify(late);
show(p.name, p.length, p.extra, p[util.promisify.custom] === p, util.promisify(p) === p, Object.getPrototypeOf(p) === Object.getPrototypeOf(late));
p(1, 2).then((v) => show('sum', v));
util.promisify((cb) => cb(new TypeError('no')))().catch((e) => show(e.name, e.message));
util.promisify((cb) => { throw new RangeError('thrown'); })().catch((e) => show(e.name));
util.promisify(function (cb) { cb(null, this.x, 'second'); }).call({ x: 'this' }).then((v) => show(v));
function custom() {}
custom[util.promisify.custom] = function named() { return Promise.resolve('custom'); };
show(util.promisify(custom) === custom[util.promisify.custom]);
util.promisify(custom)().then(show);
for (const bad of [undefined, 5, {}]) try { util.promisify(bad); } catch (e) { show(e.code, e.message); }
custom[util.promisify.custom] = 5;
try { util.promisify(custom); } catch (e) { show(e.code, e.message); }

const cb = util.callbackify(async function original(a) { if (a) return a; throw null; });
show(cb.name, cb.length);
cb(5, (err, v) => show('callbackify', err, v));
cb(0, (err) => show(err.code, err.message, err.reason));
util.callbackify(() => Promise.reject(new Error('rejected')))((err) => show(err.message));
try { cb(1); } catch (e) { show(e.code, e.message); }
try { util.callbackify(1); } catch (e) { show(e.code, e.message); }
