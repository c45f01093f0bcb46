// The methods of Object.prototype that define and find accessors.
const o = { plain: 1 };
const s = Symbol('s');
console.log(o.__defineGetter__('a', function () { return this.plain + 1; }), o.a, o.plain);
o.__defineSetter__('a', function (v) { this.plain = v; });
o.a = 5;
o.__defineGetter__(s, () => 'by symbol');
console.log(o.a, o[s], Object.keys(o), Object.getOwnPropertyDescriptor(o, 'a'));
const child = Object.create(o);
console.log(child.__lookupGetter__('a').call({ plain: 7 }), typeof child.__lookupSetter__('a'), child.__lookupGetter__('plain'), child.__lookupGetter__('none'), child.__lookupSetter__(s));
console.log(['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__'].map((n) => [
  Object.prototype[n].name, Object.prototype[n].length, Object.prototype.propertyIsEnumerable(n)].join()));
for (const f of [() => o.__defineGetter__('x', 1), () => o.__defineSetter__('x'), () => Object.freeze({}).__defineGetter__('x', () => {})]) {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.message);
  }
}
