console.log(eval('async function* q(){ yield 1 } q.name'));
(0,eval)('var zz = async function*(){}'); console.log(zz.name)
function t(){ let loc = 3; eval('var dyn = 7'); return eval('(async function*(){ yield loc + dyn })().next()') }
t().then(console.log, console.log);
const AGF = Object.getPrototypeOf(async function*(){});
const G = AGF.constructor; console.log(G, G('yield 1').toString(), G.length, G.prototype === AGF);
try { console.log(eval('var a = ;')) } catch (e) { console.log(e.name, e.message)}
console.log(new Function('a', 'return async function*(){ yield a }')(1));
console.log(new Function('a', 'b', 'return a+b').toString(), Function('x').name);
new Function('f','return import(f)')('node:fs').then(m => console.log(typeof m.readFileSync));
class F2 extends Function {}; const f2 = new F2('return 1'); console.log(f2 instanceof F2, f2());
console.log(eval('1;2'), eval({a:1}), eval(), (function(){ 'use strict'; eval('var qq=1'); return typeof qq })());
console.log(typeof eval('"use strict"; (class { static x = 1 })'), eval('{ using r = {[Symbol.dispose](){ console.log("disp") }}; 5 }'));
const AF = (async()=>{}).constructor; console.log(new AF('await 1').toString(), AF.name);
function o(){ return eval('new.target') } console.log(new o() instanceof o);
