const f = new Function('a', 'throw new Error("x" + a)\n//# sourceURL=/some/where.js');
try { f(1) } catch (e) { console.log(e.stack.split('\n').slice(0,3).join('\n')) }
try { eval('function g(){ throw new Error("y") }\ng()\n//# sourceURL=ev.js') } catch (e) { console.log(e.stack.split('\n').slice(0,2).join('\n')) }
try { eval('throw new Error("y")\n//@ sourceURL=ev2.js') } catch (e) { console.log(e.stack.split('\n').slice(0,3).join('\n')) }
try { (0,eval)('throw new Error("y") //# sourceURL=a b.js') } catch (e) { console.log(e.stack.split('\n').slice(0,3).join('\n')) }
const A=(async()=>{}).constructor; new A('throw new Error("x")\n//# sourceURL=/w.js')().catch(e=>console.log(e.stack.split('\n').slice(0,2).join('\n')));
try { eval('(\n//# sourceURL=ev.js') } catch (e) { console.log(e.stack.split('\n').slice(0,2).join('\n')) }
