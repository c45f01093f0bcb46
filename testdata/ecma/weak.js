// WeakRef and FinalizationRegistry.
let target = { a: 1 };
const ref = new WeakRef(target);
console.log(ref.deref() === target, Object.prototype.toString.call(ref), new WeakRef(Symbol('s')).deref().description);
const registry = new FinalizationRegistry(() => {});
console.log(registry.register(target, 'held', target), registry.unregister(target), registry.unregister(target), registry);
for (const f of [() => WeakRef({}), () => new WeakRef(1), () => new WeakRef(Symbol.for('x')), () => ref.deref.call(1), () => new FinalizationRegistry(1),
  () => registry.register(1), () => registry.register(registry, registry), () => registry.register({}, 1, 1), () => registry.unregister(1)]) {
  try { f(); } catch (e) { console.log(e.name + ': ' + e.message); }
}
