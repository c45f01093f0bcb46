// What Node and the web platform make: URLs, events, streams, timers, messages, console's own objects.
const { inspect } = require('util');
let count = 0;
const show = (values, ...options) => {
  for (const name of Object.keys(values)) {
    count++;
    for (const o of options) console.log(`${name}: ${inspect(values[name], o)}`);
  }
};
const { EventEmitter } = require('events');
const stream = require('stream');
const url = new URL('https://user:pass@sub.example.com:8080/p/a/t/h?query=string&list=1&list=2#hash');

const controller = new AbortController(); const aborted = new AbortController(); aborted.abort('reason');
const emitter = new EventEmitter(); emitter.on('data', function onData() {}); emitter.once('end', () => {});
class Service extends EventEmitter { constructor() { super({ captureRejections: true }); this.state = 'idle'; } }

const params = new URLSearchParams('a=1&b=2&a=3&empty=&sp=a+b');
const plainOnly = (object, names) => Object.fromEntries(names.map((name) => [name, object[name]]));
const timers = { timeout: setTimeout(function tick() {}, 1000, 'arg'), interval: setInterval(() => {}, 50), immediate: setImmediate(function now() {}) };
const shownTimers = Object.fromEntries(Object.entries(timers).map(([name, t]) => [name, t.constructor.name + ' ' + Object.keys(t).length]));
clearTimeout(timers.timeout); clearInterval(timers.interval); clearImmediate(timers.immediate);
const readable = stream.Readable.from(['a']);
const event = new Event('click', { bubbles: true, cancelable: true });
const custom = new CustomEvent('done', { detail: { id: 1 } });
const plain = (o) => String(inspect(o)).replace(/timeStamp: [\d.]+/, 'timeStamp: N');
console.log(plain(event)); console.log(plain(custom)); console.log(plain(new MessageEvent('message', { data: { a: 1 }, origin: 'o' }))); console.log(inspect(new Event('x'), { depth: -1 }));
show({
  url, urlNoAuth: new URL('file:///tmp/a%20b'), inObject: { url }, params, emptyParams: new URLSearchParams(), paramKeys: params.keys(), paramEntries: params.entries(), paramValues: params.values(), controller, signal: controller.signal, abortedSignal: aborted.signal, eventTarget: new EventTarget(),
  emitter, plainEmitter: new EventEmitter(), service: new Service(), blob: new Blob(['abc'], { type: 'text/plain' }), encoder: new TextEncoder(), domError: plainOnly(new DOMException('m', 'DataError'), ['name', 'message', 'code']), queuing: new CountQueuingStrategy({ highWaterMark: 2 }), byteQueuing: new ByteLengthQueuingStrategy({ highWaterMark: 5 }),
  performanceMark: plainOnly(performance.mark('m', { startTime: 5, detail: { d: 1 } }), ['name', 'entryType', 'startTime', 'duration', 'detail']), legacyUrl: new (require('url').Url)(), querystring: require('querystring').parse('a=1&b=2&a=3'), pathParsed: require('path').parse('/home/user/file.txt'), shownTimers,
  bufferList: [Buffer.from('ab'), Buffer.alloc(2)], slice: Buffer.from('hello world').subarray(2, 5), concat: Buffer.concat([Buffer.from('a'), Buffer.from('b')]), readableState: plainOnly(readable, ['readable', 'readableFlowing', 'readableLength', 'destroyed', 'closed', 'errored']), stringDecoder: new (require('string_decoder').StringDecoder)('utf8').encoding,
  readableStream: new ReadableStream(), lockedStream: (() => { const s = new ReadableStream(); s.getReader(); return s; })(), writableStream: new WritableStream(), transformStream: new TransformStream(), reader: new ReadableStream().getReader(), writer: new WritableStream().getWriter(),
  storage: new (require('async_hooks').AsyncLocalStorage)(), channel: require('diagnostics_channel').channel('corpus'), hrtime: typeof process.hrtime(), env: { isObject: typeof process.env, keys: Array.isArray(Object.keys(process.env)) }, versions: Object.keys(process.versions).includes('node'), release: process.release.name, features: typeof process.features.inspector,
  fileUrl: require('url').pathToFileURL('/a b/#.txt'), agentOptions: require('util').parseArgs({ args: ['-f', '--bar', 'b', 'pos'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } }, allowPositionals: true, tokens: true }), mime: new (require('util').MIMEType)('text/html; charset=utf-8'), mimeParams: new (require('util').MIMEType)('text/html; charset=utf-8;q="0.5"').params,
  styleText: require('util').styleText(['red', 'bold'], 'styled', { validateStream: false }), diff: require('util').diff('abc', 'abd'), stripped: require('util').stripVTControlCharacters('\x1b[31mred\x1b[0m'), inspectFunction: inspect, promisified: require('util').promisify(setTimeout), callbackified: require('util').callbackify(async function cb() {}),
  deprecated: require('util').deprecate(function old() {}, 'old is old', 'DEP_X'), debug: require('util').debuglog('corpus').enabled, module: Object.keys(module), requireKeys: Object.keys(require), pathPosix: typeof require('path').posix, constants: require('os').constants.signals.SIGINT, errnoMap: require('util').getSystemErrorMap().get(-2), systemError: require('util').getSystemErrorName(-2),
}, {}, { depth: 0 }, { colors: true, compact: 1 }, { breakLength: 40 });
show({ url, params, mime: new (require('util').MIMEType)('a/b') }, { depth: -1 }, { showHidden: false, compact: false });
show({ inArray: [url], mime: new (require('util').MIMEType)('a/b') }, { customInspect: false, depth: 0 }, { customInspect: false, depth: -1 });
class CustomUrl extends URL { get extra() { return 1; } }

class Decorated extends stream.Readable { constructor() { super(); this.mine = true; } _read() {} }
const decorated = new Decorated();
show({ customUrl: new CustomUrl('http://x.y/'), decorated: plainOnly(decorated, ['mine', 'readableEnded', 'readableObjectMode']), textDecoder: new TextDecoder('utf-16le').encoding, abortError: aborted.signal.reason, crypto: typeof crypto.subtle, navigatorKeys: typeof navigator.userAgent }, {}, { depth: 1 });
console.log(count, 'values');
