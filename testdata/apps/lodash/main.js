'use strict';
const _ = require('lodash');
const fp = require('lodash/fp');

const show = (name, value) => console.log(name, JSON.stringify(value));
const users = [
  { user: 'barney', age: 36, active: true, tags: ['a', 'b'] },
  { user: 'fred', age: 40, active: false, tags: ['b'] },
  { user: 'pebbles', age: 1, active: true, tags: [] },
];

show('chunk', _.chunk([1, 2, 3, 4, 5], 2));
show('groupBy', _.groupBy(users, 'active'));
show('orderBy', _.map(_.orderBy(users, ['active', 'age'], ['asc', 'desc']), 'user'));
show('keyBy', _.keyBy(users, (u) => u.user[0]));
show('countBy', _.countBy([6.1, 4.2, 6.3], Math.floor));
show('partition', _.partition(users, { active: true }).map((l) => l.length));
show('flatMapDeep', _.flatMapDeep([1, [2, [3, [4]]]], (n) => [[n, [n]]]));
show('difference', [_.difference([1, 2, 3], [2]), _.xor([1, 2], [2, 3]), _.unionBy([2.1], [1.2, 2.3], Math.floor), _.intersectionWith([{ x: 1 }], [{ x: 1 }], _.isEqual)]);
show('sorted', [_.sortedIndex([30, 50], 40), _.sortedUniq([1, 1, 2]), _.sortBy([3, 1, 2])]);
show('zip', [_.zip(['a', 'b'], [1, 2]), _.zipObjectDeep(['a.b[0].c', 'a.b[1].d'], [1, 2]), _.unzip([['a', 1], ['b', 2]])]);
show('merge', _.merge({ a: [{ b: 2 }, { d: 4 }] }, { a: [{ c: 3 }, { e: 5 }] }));
show('defaultsDeep', _.defaultsDeep({ a: { b: 2 } }, { a: { b: 1, c: 3 } }));
show('get set', [_.get({ a: [{ b: { c: 3 } }] }, 'a[0].b.c'), _.get({}, 'a.b', 'default'), _.set({}, 'x[0].y', 4), _.unset({ a: { b: 1 } }, 'a.b'), _.has({ a: { b: 1 } }, 'a.b')]);
show('pick omit', [_.pick(users[0], ['user', 'age']), _.omit(users[0], ['tags']), _.pickBy({ a: 1, b: '2' }, _.isNumber)]);
show('invert', [_.invert({ a: 1, b: 2, c: 1 }), _.mapKeys({ a: 1 }, (v, k) => k + v), _.mapValues({ a: { n: 1 } }, 'n'), _.transform([2, 3], (r, n) => r.push(n * n), [])]);
const deep = { d: new Date(0), r: /x/gi, m: new Map([[1, { a: 1 }]]), s: new Set([1]), b: Buffer.from('hi'), t: new Uint8Array([1, 2]), f: _.noop, u: undefined };
deep.self = deep;
const copy = _.cloneDeep(deep);
console.log('cloneDeep', copy !== deep, copy.self === copy, copy.m.get(1) !== deep.m.get(1), copy.d.getTime(), String(copy.r), copy.s.has(1), copy.b.toString(), copy.t);
show('isEqual', [_.isEqual(deep, copy), _.isEqual([NaN], [NaN]), _.isEqual({ a: 1 }, { a: 1, b: undefined }), _.isMatch(users[0], { age: 36 })]);
show('is', ['isPlainObject', 'isArguments', 'isBuffer', 'isMap', 'isElement', 'isError', 'isFunction', 'isNil', 'isSymbol', 'isTypedArray', 'isEmpty'].map((f) => [
  f, [{}, (function () { return arguments; })(), Buffer.alloc(1), new Map(), new Error(), _.noop, null, Symbol.iterator, new Int8Array(1)].map((v) => (_[f](v) ? 1 : 0)).join('')]));
show('strings', [_.camelCase('--foo-bar--'), _.kebabCase('fooBar baz'), _.snakeCase('Foo Bar'), _.startCase('fooBar'), _.upperFirst('fred'), _.deburr('déjà vu'), _.escape('a<b>&"'), _.unescape('&lt;'), _.pad('abc', 8, '_-'), _.truncate('hi-diddly-ho there', { length: 12, separator: ' ' }), _.words('fred, barney & pebbles'), _.trim('-_-a-_-', '_-'), _.repeat('ab', 3), _.capitalize('FRED'), _.lowerCase('fooBar')]);
console.log(_.template('<% _.forEach(users, (u) => { %><li><%- u %></li><% }); %>${ x }', { imports: { _ } })({ users: ['<a>', 'b'], x: 1 }));
show('numbers', [_.clamp(-10, -5, 5), _.inRange(3, 2, 4), _.round(4.006, 2), _.sumBy(users, 'age'), _.meanBy(users, 'age'), _.maxBy(users, 'age').user, _.range(0, -4, -1), _.toInteger('3.9'), _.toSafeInteger(Infinity)]);
show('chain', _.chain(users).filter('active').map('user').map(_.capitalize).join(' & ').value());
show('lazy', _(_.range(300)).map((n) => n * 2).filter((n) => n % 3 === 0).take(3).value());
show('fp', fp.flow(fp.filter('active'), fp.map('age'), fp.sum)(users));
show('curry', [_.curry((a, b, c) => [a, b, c])(1)(_, 3)(2), _.partialRight((a, b) => a + b, 'R')('L'), _.flip((a, b) => [a, b])(1, 2), _.ary(parseInt, 1)('10', 2)]);
let calls = 0;
const once = _.once(() => ++calls);
show('once', [once(), once()]);
const memo = _.memoize((n) => n * ++calls);
show('memoize', [memo(2), memo(2), [...memo.cache.__data__.hash ? [1] : []]]);
const order = [];
const debounced = _.debounce((v) => order.push('debounced ' + v), 5, { leading: true });
debounced(1);
debounced(2);
debounced(3);
const throttled = _.throttle((v) => order.push('throttled ' + v), 5);
throttled(1);
throttled(2);
_.defer(() => order.push('deferred'));
_.delay((v) => {
  console.log(_.sortBy(order));
  console.log(v);
}, 100, 'after the delay');
console.log(_.VERSION, _.now() > 0, Object.keys(_).length);
