const { StringDecoder } = require('string_decoder');
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name} ${e.code} ${e.message}`;
  }
};
for (const encoding of [undefined, null, '', 'UCS2', 'Utf-8', 'binary', 'buffer', 'nope', 1, {}, [], Symbol('x')]) {
  console.log(attempt(() => new StringDecoder(encoding).encoding));
}
for (const input of [5, null, undefined, {}, 'text', new Uint16Array([0x4241]), new DataView(new ArrayBuffer(2)), new ArrayBuffer(2)]) {
  console.log(JSON.stringify(attempt(() => new StringDecoder().write(input))), JSON.stringify(attempt(() => new StringDecoder().end(input))));
}
console.log(attempt(() => StringDecoder.prototype.write.call({}, Buffer.from('a'))));
console.log(new StringDecoder().text(Buffer.from('abc'), 1));
class Sub extends StringDecoder {}
function Old() { StringDecoder.call(this, 'hex'); }
Old.prototype = Object.create(StringDecoder.prototype);
console.log(new Sub('hex').encoding, new Old().write(Buffer.from('é')), Object.keys(StringDecoder.prototype).join());
console.log(new StringDecoder('utf8').lastChar, StringDecoder.length);
