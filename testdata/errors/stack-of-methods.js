// Which names frames have.
const frames = (e) => e.stack.split('\n').slice(1).filter((l) => l.includes(__filename)).map((l) => l.trim().replace(__dirname, '').replace(/:\d+\)?$/, ''));
class A {
  constructor(f) {
    if (f) f();
  }
  method() {
    return new Error('method');
  }
  static create() {
    return new Error('static');
  }
  get value() {
    return new Error('getter');
  }
  arrow = () => new Error('field');
}
class B extends A {}
const o = {
  inner: { deep() { return new Error('deep'); } },
  'quoted name': function () { return new Error('quoted'); },
};
function named() {
  return new Error('named');
}
const anonymous = (() => () => new Error('anonymous'))();
const list = [
  new A().method(), new B().method(), A.create(), new A().value, new A().arrow(), o.inner.deep(), o['quoted name'](), named(), anonymous(),
  [1].map(() => new Error('map'))[0], named.call(o), new Function('return new Error("function")')(), eval('new Error("eval")'),
];
for (const e of list) console.log(e.message, frames(e));
let made;
new A(() => (made = new Error('in constructor')));
console.log(made.message, frames(made));
(async function asynchronous() {
  await null;
  console.log('async', frames(new Error('x')));
})();
