// Errors: stacks, names, causes, own properties, aggregates, and what was tampered with.
const { inspect } = require('util');
function bare(e) { e.stack = e.stack.split('\n')[0] + '\n    at one (/a/b.js:1:2)\n    at /a/node_modules/x/y.js:3:4\n    at node:internal/timers:5:6'; return e; }
class MyError extends Error {}
class Named extends TypeError { name = 'Other'; }
const withName = bare(new Error('named')); withName.name = 'Renamed';
const noStack = new Error('no stack'); delete noStack.stack; const undefinedStack = new Error('undef'); undefinedStack.stack = undefined;
const stringStack = new Error('x'); stringStack.stack = 'just text'; const objectStack = new Error('x'); objectStack.stack = { a: 1 };
const emptyMessage = bare(new Error()); const multi = bare(new Error('line one\nline two'));
const coded = bare(Object.assign(new Error('coded'), { code: 'E_CODE' }));
const props = bare(Object.assign(new Error('props'), { a: 1, b: { c: [] }, [Symbol('s')]: 1 }));
const cause = bare(new Error('outer', { cause: bare(new TypeError('inner')) })); const causeText = bare(new Error('outer', { cause: 'text' })); const causeUndefined = bare(new Error('x', { cause: undefined }));
const aggregate = bare(new AggregateError([bare(new Error('one')), 2], 'many')); const circular = bare(new Error('circle')); circular.self = circular; const causeCircle = bare(new Error('loop')); causeCircle.cause = causeCircle;
const nullProto = Object.setPrototypeOf(bare(new Error('null')), null); const changedMessage = bare(new Error('before')); changedMessage.message = 'after';
const numberName = bare(new Error('n')); numberName.name = 5; const emptyName = bare(new Error('n')); emptyName.name = '';
let thrown; try { null.x; } catch (e) { thrown = bare(e); }
let nodeError; try { Buffer.from(5); } catch (e) { nodeError = bare(e); }
const values = { plain: bare(new Error('plain')), range: bare(new RangeError('r')), mine: bare(new MyError('m')), other: bare(new Named('o')), withName, noStack, undefinedStack, stringStack, objectStack, emptyMessage, multi, coded, props,
  cause, causeText, causeUndefined, aggregate, circular, causeCircle, nullProto, changedMessage, numberName, emptyName, thrown, nodeError, dom: bare(new DOMException('d', 'AbortError')), inArray: [bare(new Error('in'))], inObject: { e: bare(new Error('in')) }, deep: { a: { b: { c: bare(new Error('deep')) } } }, fake: { name: 'Error', message: 'fake', stack: 'x' } };
const options = [undefined, { showHidden: true }, { compact: false }, { colors: true }, { depth: 0 }, { breakLength: 30 }, { sorted: true }];
for (const [name, v] of Object.entries(values)) for (const o of options) {
  if (o?.showHidden && (name === 'dom' || name === 'nodeError')) continue;
  console.log(name, inspect(v, o));
}
