'use strict';
const dc = require('diagnostics_channel');
const { AsyncLocalStorage } = require('async_hooks');
const log = (...args) => console.log(...args);
const channel = dc.channel('a');
log(dc.channel('a') === channel, channel.hasSubscribers, dc.hasSubscribers('a'), channel instanceof dc.Channel);
const f = (message, name) => log('message', message, name);
dc.subscribe('a', f);
channel.publish({ x: 1 });
log(channel.hasSubscribers, dc.unsubscribe('a', f), dc.unsubscribe('a', f), channel.hasSubscribers);
const als = new AsyncLocalStorage();
channel.bindStore(als, (data) => ({ wrapped: data }));
channel.subscribe(() => log('in store', als.getStore()));
log(channel.runStores('data', function(a) { return [this.t, a, als.getStore()]; }, { t: 1 }, 2), als.getStore());

const tracing = dc.tracingChannel('work');
for (const name of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) tracing[name].subscribe((c) => log(name, c.id, c.result, c.error?.message));
log(tracing.traceSync((x) => x + 1, { id: 1 }, null, 1));
try { tracing.traceSync(() => { throw new Error('sync'); }, { id: 2 }); } catch (err) { log(err.message); }
tracing.tracePromise(async () => 'value', { id: 3 }).then((v) => log('then', v));
tracing.tracePromise(async () => { throw new Error('async'); }, { id: 4 }).catch((err) => log('catch', err.message));
tracing.traceCallback((cb) => setImmediate(cb, null, 'result'), 0, { id: 5 }, null, (err, result) => log('callback', err, result));
for (const bad of [() => dc.channel(1), () => channel.subscribe(1), () => dc.tracingChannel(1)]) {
  try { bad(); } catch (err) { log(err.code, err.message); }
}
