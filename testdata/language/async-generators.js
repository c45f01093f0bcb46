async function* f(a,b){ const x = yield await a; console.log('x', x); try { yield b } finally { await 1; console.log('fin') } return 5 }
const AGF = Object.getPrototypeOf(f);
console.log(f.name, f.length, AGF[Symbol.toStringTag], String(f), f.prototype, f, f());
try { new f } catch (e) { console.log(e.message) }
console.log(Object.getPrototypeOf(f.prototype)===AGF.prototype);
const o = { async *m(){} , async *[Symbol.asyncIterator](){} };
console.log(o.m.name, o);
(async () => {
  const g = f(1,2); console.log(await g.next(), await g.next('X'), await g.return(9), await g.next());
  lab: for await (const x of f(3,4)) { console.log('loop', x); if (x === 4) continue lab; }
  for await (const x of [1, Promise.resolve(2)]) { console.log(x); if (x==2) break }
  async function* d(){ const r = yield* f(7,8); console.log('r', r); yield* [1,2]; return 'end' }
  for await (const x of d()) console.log(x);
  class A { static async *g(){ yield super.toString === Object.toString } async *#p(){ yield 'priv' } q(){ return this.#p().next() } }
  console.log(A.g, await A.g().next(), await new A().q());
  console.log(async function(){ for await (const x of y) ; import('fs') }.toString())
})();
