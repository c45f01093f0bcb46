// Entries of the timeline: marks and measures, their fields and classes, and what is refused.
const {PerformanceEntry,PerformanceMark,PerformanceMeasure}=require('perf_hooks'); const {inspect}=require('util');
const m=performance.mark('x',{startTime:5,detail:{a:1}}), n=performance.mark('y'); const q=performance.measure('z','x');
console.log(m, inspect(q).replace(/duration: [\d.]+/,'D'), Object.keys(n), Object.getOwnPropertyNames(n), n.constructor.name, n instanceof PerformanceMark, n instanceof PerformanceEntry, n.detail, JSON.stringify(n.toJSON()).replace(/[\d.]+/g,'N'));
try { PerformanceMark.prototype.detail } catch(e){ console.log(e.code,e.message) } try { PerformanceEntry.prototype.name } catch(e){ console.log(e.code,e.message) } try { new PerformanceEntry } catch(e){ console.log(e.code,e.message) }
try { Object.create(n).name } catch(e){ console.log(e.code,e.message) }
class Sub extends PerformanceMark { get x(){return 1} } console.log(new Sub('s',{startTime:1}), structuredClone({a:1}));
performance.clearMarks('x'); try { performance.measure('w','x') } catch(e){ console.log(e.name,e.message) }
for (const a of [[1],[Symbol('x')],['nodeStart'],[null],['a',null],['a',5],['a',{startTime:-1}],['a',{startTime:'x'}]]) try { console.log(performance.mark(...a).name) } catch(e){ console.log(e.name,e.code,e.message) }
