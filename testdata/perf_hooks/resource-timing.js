'use strict';
const { PerformanceObserver, PerformanceResourceTiming, performance } = require('perf_hooks');

const info = (start, end) => ({
  startTime: start, endTime: end, redirectStartTime: 1, redirectEndTime: 2, postRedirectStartTime: 3, finalServiceWorkerStartTime: 4,
  finalNetworkRequestStartTime: 5, finalNetworkResponseStartTime: 6, encodedBodySize: 100, decodedBodySize: 200,
  finalConnectionTimingInfo: { domainLookupStartTime: 7, domainLookupEndTime: 8, connectionStartTime: 9, connectionEndTime: 10, secureConnectionStartTime: 11, ALPNNegotiatedProtocol: 'h2' },
});
const entry = performance.markResourceTiming(info(10, 25), 'http://x.test/a', 'fetch', globalThis, '', { contentType: 'text/plain' }, 200);
console.log(entry, entry instanceof PerformanceResourceTiming, entry.name, entry.duration, entry.transferSize, entry.contentType, String(entry));
const bare = performance.markResourceTiming({ startTime: 1, endTime: 2 }, 'http://x.test/b', 'other', globalThis, 'local');
console.log(bare.toJSON());
console.log(performance.getEntriesByType('resource').map((e) => e.name), performance.getEntriesByName('http://x.test/a').length, performance.getEntries().length);
for (const f of [() => new PerformanceResourceTiming(), () => Reflect.get(PerformanceResourceTiming.prototype, 'connectStart', {}), () => performance.markResourceTiming({}, '', '', null, 'other'), () => performance.setResourceTimingBufferSize()]) {
  try { f(); } catch (e) { console.log(e.name, e.code, e.message.split('\n')[0]); }
}
performance.clearResourceTimings('http://x.test/a');
console.log(performance.getEntriesByType('resource').length);
performance.clearResourceTimings();

const observer = new PerformanceObserver((list) => console.log('observed', list.getEntries().map((e) => e.name)));
observer.observe({ type: 'resource' });
performance.setResourceTimingBufferSize(2);
performance.addEventListener('resourcetimingbufferfull', (e) => {
  console.log(e.type, e.isTrusted, performance.getEntriesByType('resource').length);
  performance.setResourceTimingBufferSize(3);
});
for (const name of ['one', 'two', 'three', 'four']) performance.markResourceTiming(info(1, 2), name, 'fetch', globalThis, '');
setImmediate(() => {
  setImmediate(() => {
    console.log(performance.getEntriesByType('resource').map((e) => e.name));
    observer.disconnect();
  });
});
