// Errors: their stack against name, message and properties, causes, aggregates, recursion, indentation, colours.
const { inspect, format } = require('util');
let count = 0;
const show = (values, ...options) => {
  for (const name of Object.keys(values)) {
    count++;
    for (const o of options) {
      try { console.log(`${name}: ${inspect(values[name], o)}`); } catch (e) { console.log(`${name}: throws ${e.name} ${e.message}`); }
    }
  }
};
const frames = '\n    at handle (/srv/app/lib/handler.js:10:5)\n    at Layer.next (/srv/app/node_modules/router/layer.js:95:3)\n    at node:internal/process/task_queues:103:5\n    at async run (file:///srv/app/main.mjs:3:1)';
const at = (e, text = `${e.name}: ${e.message}`) => Object.defineProperty(e, 'stack', { value: text + frames, writable: true, configurable: true, enumerable: false });
const bare = (e) => Object.defineProperty(e, 'stack', { value: `${e.name}${e.message ? `: ${e.message}` : ''}`, writable: true, configurable: true, enumerable: false });
class HttpError extends Error { constructor(status, message) { super(message); this.status = status; this.name = 'HttpError'; } }
class NotFound extends HttpError { constructor(what) { super(404, `no ${what}`); } get expose() { return true; } }
class Unnamed extends Error {}
class Tagged extends Error { get [Symbol.toStringTag]() { return 'Tag'; } }
class StaticName extends Error { static name = 'Static'; }
class ValidationError extends TypeError { code = 'E_VALIDATE'; }
class Coded extends RangeError { constructor(m) { super(m); this.code = 'E_CODED'; this.message = `${m}!`; } }
const chain = at(new Error('top', { cause: at(new TypeError('middle', { cause: at(new RangeError('bottom', { cause: 'the string' })) })) }));
const cyclic = at(new Error('cyclic')); cyclic.self = cyclic;
const causeCycle = at(new Error('a', { cause: at(new Error('b')) })); causeCycle.cause.cause = causeCycle;
const shared = bare(new Error('shared'));
const aggregate = at(new AggregateError([at(new Error('one')), bare(new TypeError('two')), 'three', { four: 4 }], 'several'));
const nestedAggregate = bare(new AggregateError([bare(new AggregateError([bare(new Error('leaf'))], 'inner'))], 'outer'));
const aggregateCause = bare(new AggregateError([bare(new Error('x'))], 'with cause', { cause: bare(new Error('why')) }));
const systemError = Object.assign(bare(new Error("ENOENT: no such file or directory, open '/none'")), { errno: -2, code: 'ENOENT', syscall: 'open', path: '/none' });
const enumerable = bare(new Error('enumerable message')); Object.defineProperty(enumerable, 'message', { value: 'enumerable message', enumerable: true });
const changedMessage = at(new Error('before')); changedMessage.message = 'after';
const changedName = at(new Error('msg')); changedName.name = 'Renamed';
const longerName = at(new TypeError('msg')); longerName.name = 'MyTypeError';
const emptyName = at(new Error('msg')); emptyName.name = '';
const nullName = bare(new Error('msg')); nullName.name = null;
const symbolName = bare(new Error('msg')); symbolName.name = Symbol('n');
const stackNumber = new Error('s'); stackNumber.stack = 5;
const stackNull = new Error('s'); stackNull.stack = null;
const stackEmpty = new Error('with message'); stackEmpty.stack = '';
const stackOnlyFrames = new Error('gone'); stackOnlyFrames.stack = 'at one (/a:1:1)';
const stackMissing = new Error('deleted'); delete stackMissing.stack; stackMissing.stack = undefined;
const stackThrows = new Error('thrower'); Object.defineProperty(stackThrows, 'stack', { get() { throw new Error('no stack'); } });
const stackError = new Error('recursive'); stackError.stack = bare(new Error('as stack'));
const stackWide = new Error('w'); stackWide.stack = `Error: ${'w'.repeat(200)}\n    at x (/y:1:1)`;
const messageObject = bare(new Error('m')); messageObject.message = { a: 1 };
const messageSymbol = bare(new Error('m')); messageSymbol.message = Symbol('m');
const multi = at(new Error('first line\nsecond line\n  third line'));
const multiEmpty = bare(new Error('\n\nblank lines'));
const nameInMessage = at(new Error('TypeError: not the name'));
const noFrames = bare(new Error('Error: doubled'));
const nullProto = Object.setPrototypeOf(at(new RangeError('null proto')), null);
const plainProto = Object.setPrototypeOf(at(new Error('plain proto')), {});
const arrayProto = Object.setPrototypeOf(at(new Error('array proto')), Array.prototype);
const prototypeOnly = Object.create(TypeError.prototype);
const likeError = { name: 'Error', message: 'not one', stack: 'Error: not one\n    at a (/b:1:1)' };
const dom = new DOMException('aborted by user', 'AbortError'); Object.defineProperty(dom, 'stack', { value: `AbortError: aborted by user${frames}` });
const withGetter = bare(new Error('getter')); Object.defineProperty(withGetter, 'detail', { get() { return { a: 1 }; }, enumerable: true });
const symbols = bare(new Error('symbols')); symbols[Symbol('visible')] = 1; Object.defineProperty(symbols, Symbol('hidden'), { value: 2 });
const keyedLikeBuiltins = Object.assign(bare(new Error('own')), { name: 'Own', message: 'own', stack: 'Own: own' });
const deepProps = Object.assign(bare(new Error('deep')), { request: { headers: { accept: { type: { sub: 1 } } } }, list: Array.from({ length: 8 }, (_, i) => i) });
const repeated = new Error('r'); repeated.stack = `Error: r\n${'    at loop (/l.js:1:1)\n    at again (/l.js:2:2)\n'.repeat(6)}    at end (/l.js:3:3)`;
const evaluated = new Error('e'); evaluated.stack = 'Error: e\n    at eval (eval at <anonymous> (/a.js:1:1), <anonymous>:1:1)\n    at new Foo (/app/foo.js:2:2)\n    at Object.<anonymous> [as bar] (/app/bar.js:3:3)\n    at Array.map (<anonymous>)';
const overlapping = at(new Error('outer')); overlapping.cause = at(new Error('inner'), `Error: inner\n    at deeper (/srv/app/deeper.js:1:1)`);
const symbolCause = bare(new Error('sc')); symbolCause.cause = Symbol('cause');
const nullCause = bare(new Error('nc', { cause: null }));
const falseCause = bare(new Error('fc', { cause: false }));
const objectCause = at(new Error('oc', { cause: { code: 5, at: new Date(0) } }));
const enumerableCause = bare(new Error('ec')); enumerableCause.cause = 'plain assignment';
const getterCause = bare(new Error('gc')); Object.defineProperty(getterCause, 'cause', { get() { return 'from getter'; }, enumerable: false });
const errorsNotArray = bare(new Error('ena')); Object.defineProperty(errorsNotArray, 'errors', { value: 'text' });
const suppressed = typeof SuppressedError === 'function' ? bare(new SuppressedError(bare(new Error('e1')), bare(new Error('e2')), 'sup')) : 'none';
show({
  http: at(new HttpError(500, 'broken')), notFound: at(new NotFound('page')), unnamed: at(new Unnamed('u')), unnamedBare: bare(new Unnamed('u')), tagged: at(new Tagged('t')), taggedBare: bare(new Tagged('t')),
  staticName: at(new StaticName('sn')), validation: at(new ValidationError('v')), coded: at(new Coded('c')), chain, cyclic, causeCycle, twice: [shared, shared], sharedKeys: { a: shared, b: { c: shared } }, aggregate,
  nestedAggregate, systemError, enumerable, changedMessage, changedName, longerName, emptyName, nullName, symbolName, stackNumber, stackNull, stackEmpty, stackOnlyFrames,
  stackMissing, stackError, stackWide, messageObject, messageSymbol, multi, multiEmpty, nameInMessage, noFrames, nullProto, plainProto, arrayProto, prototypeOnly, likeError, dom, withGetter,
  symbols, keyedLikeBuiltins, deepProps, repeated, evaluated, overlapping, symbolCause, nullCause, falseCause, objectCause, enumerableCause, getterCause, errorsNotArray, suppressed,
}, {}, { colors: true }, { showHidden: true, compact: false });
show({
  aggregateCause, inArray: [at(new Error('in array'))], inObject: { error: at(new Error('in object')) }, deep: { a: { b: { c: bare(new Error('deep')) } } }, tooDeep: { a: { b: { c: { d: bare(new Error('too deep')) } } } },
  inMap: new Map([[bare(new Error('key')), at(new Error('value'))]]), inSet: new Set([bare(new Error('member')), multi]), emptyMessage: bare(new Error('')), typeOnly: bare(new TypeError()),
  evalError: bare(new EvalError('ev')), uri: bare(new URIError('uri')), reference: bare(new ReferenceError('x is not defined')), syntax: bare(new SyntaxError('Unexpected token')), holder: { rejected: [at(multi), null] },
  proxied: new Proxy(bare(new Error('behind a proxy')), {}), stringified: JSON.stringify(bare(new Error('none'))), boxedInBox: [[[[bare(new Error('collapsed'))]]]],
}, {}, { depth: 0 }, { compact: true }, { breakLength: 20 });
const rejected = Promise.reject(bare(new Error('rejected'))); rejected.catch(() => {});
show({ rejected, pending: { rejected } }, {}, { compact: 0 });
try { console.log(inspect(stackThrows)); } catch (e) { console.log('inspect throws', e.message); }
for (const e of [systemError, chain, shared, 'text']) console.log(format('%s|%o|%O|%j', e, 1, e, { e }));
console.log(count, 'values');
