// createHistogram: what is counted and how it is told; wrong arguments.
const {createHistogram, monitorEventLoopDelay, importHistogram}=require('perf_hooks');
const h=createHistogram();
const m=monitorEventLoopDelay();
console.log(h, m);
for (const v of [1,2,3,100,1000,12345,99999,1e6,123456789]) h.record(v);
h.record(5n);
console.log(h.toJSON().percentiles, h.count, h.countBigInt, h.min,h.max,h.mean,h.stddev,h.exceeds, h.percentile(50), h.percentile(99), h.percentileBigInt(90), h.percentilesBigInt, h.minBigInt, h.maxBigInt, h.exceedsBigInt);

const e=(f)=>{try{console.log(f())}catch(e){console.log(e.name,e.code,e.message)}};
for (const x of [undefined,null,'x',0,-1,1.5,NaN,2**53,2n**64n,0n,Infinity]) e(()=>h.record(x));
for (const x of [undefined,null,'x',0,-1,101,NaN,50.5]) e(()=>h.percentile(x));
for (const x of [{lowest:0},{lowest:2,highest:3},{lowest:5,highest:6},{figures:0},{figures:6},{figures:1.5},{lowest:'x'},{highest:'x'},{lowest:1n,highest:10n},{lowest:10,highest:19}]) e(()=>createHistogram(x).count);
const h2=createHistogram({lowest:1,highest:1000,figures:2}); h2.record(5);h2.record(2000);h2.record(999);console.log(h2.count,h2.exceeds,h2.max,h2.percentiles);
e(()=>h.add({}));h.add(h2);console.log(h.count,h.exceeds,h.max);h.reset();console.log(h.count,h.min,h.max,h.mean,h.stddev,h.percentiles);
console.log(h.recordDelta(),h.count,h.recordDelta(),h.count);
e(()=>monitorEventLoopDelay({resolution:0}));e(()=>monitorEventLoopDelay({resolution:'x'}));
console.log(m.enable(),m.enable(),m.disable(),m.disable());
e(()=>new h.constructor());e(()=>Object.getPrototypeOf(Object.getPrototypeOf(h)).percentile.call({},1));
const s=structuredClone(h2);console.log(s.constructor.name,s.count);
