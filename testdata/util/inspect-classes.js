// Instances and classes: chains, names, null prototypes, tags, private and static members, extended builtins.
const { inspect } = require('util');
let count = 0;
const show = (values, ...options) => {
  for (const name of Object.keys(values)) {
    count++;
    for (const o of options) console.log(`${name}: ${inspect(values[name], o)}`);
  }
};
class Animal { constructor(name) { this.name = name; } speak() {} get loud() { return true; } }
class Dog extends Animal { #secret = 1; tricks = ['sit', 'roll']; static kind = 'dog'; static create() {} reveal() { return this.#secret; } }
class Puppy extends Dog { age = 0; parent = null; }
class Empty {}
class Fielded { a; b = undefined; 'with-dash' = 1; 42 = 'n'; [Symbol('field')] = 's'; ['computed' + 1] = true; }
class Arrowed { handler = () => this; method = function () {}; later = async () => {}; gen = function* () {}; }
class Accessors { get onlyGet() { return 1; } set onlySet(v) {} get both() { return 1; } set both(v) {} static get s() { return 1; } }
class TaggedGetter { get [Symbol.toStringTag]() { return 'Custom'; } }
class TaggedField { [Symbol.toStringTag] = 'Field'; x = 1; }
class TaggedStatic { static [Symbol.toStringTag] = 'StaticTag'; }
class TaggedEmpty { get [Symbol.toStringTag]() { return ''; } }
class TaggedNumber { get [Symbol.toStringTag]() { return 5; } }
class TaggedSame { get [Symbol.toStringTag]() { return 'TaggedSame'; } }
class Ünïcode { ключ = 'значение'; }
class $ { _ = 1; }
class WithConstructor { constructor() { this.constructor = 'shadowed'; } }
class StaticBlock { static x; static { this.x = 1; } }
class Named { static name = 'Other'; }
class NameFunction { static name() {} }
class Length { static length = 9; }
const named = { Inner: class {}, ['computed key']: class {}, [Symbol('sym')]: class {} };
const mixin = (Base) => class extends Base { mixed = true; };
class Mixed extends mixin(mixin(Animal)) {}
function Legacy(a) { this.a = a; }
Legacy.prototype.get = function () {};
Legacy.staticMember = 1;
function Sub() { Legacy.call(this, 2); }
require('util').inherits(Sub, Legacy);
function Replaced() { this.r = 1; }
Replaced.prototype = { method() {} };
function Returned() { return { other: true }; }
const anonymous = new (class { x = 1; })();
const nullProto = Object.assign(Object.create(null), { a: 1, nested: Object.create(null) });
const nullDog = Object.setPrototypeOf(new Dog('rex'), null);
const swapped = Object.setPrototypeOf(new Dog('rex'), Array.prototype);
const swappedMap = Object.setPrototypeOf({ a: 1 }, Map.prototype);
const swappedError = Object.setPrototypeOf({ a: 1 }, Error.prototype);
const swappedDate = Object.setPrototypeOf([1, 2], Date.prototype);
const arrayLike = Object.setPrototypeOf({ length: 2, 0: 'a', 1: 'b' }, Array.prototype);
const deepChain = Object.create(Object.create(Object.create(new Dog('deep'))));
const fromInstance = Object.create(new Puppy('p'));
const noName = (() => { class X {} Object.defineProperty(X, 'name', { value: '' }); return new X(); })();
const numberName = (() => { class X {} Object.defineProperty(X, 'name', { value: 5 }); return new X(); })();
const throwing = Object.create({ get constructor() { throw new Error('no'); } }, { x: { value: 1, enumerable: true } });
const constructorNumber = Object.create({ constructor: 5 });
const constructorObject = Object.create({ constructor: { name: 'Fake' } });
const ownConstructor = { constructor: Dog, a: 1 };
const ownConstructorName = { constructor: { name: 'Pretender' } };
const frozen = Object.freeze({ a: Object.freeze([1]) });
const sealed = Object.seal(new Empty());
const bound = { f: Legacy.bind(null), g: (class Bound {}).bind, h: (() => {}).bind() };
show({
  animal: new Animal('cat'), dog: new Dog('rex'), puppy: Object.assign(new Puppy('bit'), { parent: new Dog('rex') }), empty: new Empty(), fielded: new Fielded(),
  arrowed: new Arrowed(), accessors: new Accessors(), taggedGetter: new TaggedGetter(), taggedField: new TaggedField(), taggedStatic: new TaggedStatic(),
  taggedEmpty: new TaggedEmpty(), taggedNumber: new TaggedNumber(), taggedSame: new TaggedSame(), unicode: new Ünïcode(), dollar: new $(), withConstructor: new WithConstructor(),
  mixed: new Mixed('m'), legacy: new Legacy(1), sub: new Sub(), replaced: new Replaced(), returned: new Returned(), anonymous, nullProto, nullDog, swapped, swappedMap, swappedError,
  swappedDate, arrayLike, deepChain, fromInstance, noName, numberName, throwing, constructorNumber, constructorObject, ownConstructor, ownConstructorName, frozen, sealed, bound,
}, {}, { showHidden: true }, { compact: false, depth: 0 });
show({
  Animal, Dog, Puppy, Empty, Fielded, Accessors, TaggedGetter, TaggedStatic, Ünïcode, $, StaticBlock, Named, NameFunction, Length, Legacy, Sub, Replaced, Mixed,
  inner: named.Inner, computed: named['computed key'], symbolNamed: named[Object.getOwnPropertySymbols(named)[0]], named, anonymousClass: class {}, extendsAnonymous: class extends class {} {},
  extendsNull: class N extends null {}, extendsExpression: class E extends mixin(Object) {}, nullClass: Object.setPrototypeOf(class Detached {}, null), retargeted: Object.setPrototypeOf(class R {}, Dog),
  list: [Animal, Dog, class {}], object: { Animal, nested: { Dog } }, prototypes: [Animal.prototype, Dog.prototype, Puppy.prototype, Mixed.prototype],
}, {}, { showHidden: true }, { colors: true });
class MyArray extends Array { extra = 1; }
class MySet extends Set { constructor(...a) { super(...a); this.label = 'set'; } }
class MyMap extends Map { get [Symbol.toStringTag]() { return 'Registry'; } }
class MyPromise extends Promise {}
class MyDate extends Date { get year() { return 0; } }
class MyRegExp extends RegExp { tag = 't'; }
class MyFunction extends Function {}
class MyString extends String { extra = 1; }
class MyNumber extends Number {}
class MyBoolean extends Boolean { b = []; }
class MyBuffer extends Uint8Array {}
class MyArrayBuffer extends ArrayBuffer {}
class MyView extends DataView {}
class MyWeakMap extends WeakMap {}
class MyURL extends URL {}
class MyEmitter extends require('events') { ready = false; }
class MySymbolTag extends Array { get [Symbol.toStringTag]() { return 'Stack'; } }
class MyObject extends Object { x = 1; }
show({
  MyArray: MyArray.of(1, 2, 3), emptyArray: new MyArray(), holed: new MyArray(3), MySet: new MySet([1]), MyMap: new MyMap([['k', 'v']]), emptyMap: new MyMap(), promise: MyPromise.resolve(5),
  date: new MyDate(0), invalid: new MyDate(NaN), regexp: new MyRegExp('a+', 'gi'), fn: new MyFunction('return 1'), string: new MyString('text'), number: new MyNumber(-0), boolean: new MyBoolean(false),
  bytes: new MyBuffer([1, 2, 3]), arrayBuffer: new MyArrayBuffer(3), view: new MyView(new ArrayBuffer(2), 1), weak: new MyWeakMap(), url: new MyURL('http://a.b/c'), emitter: Object.keys(new MyEmitter()),
  tagged: MySymbolTag.of('a'), object: new MyObject(),
}, {}, { depth: 0, compact: 1 }, { breakLength: 20 });
console.log(count, 'values');
