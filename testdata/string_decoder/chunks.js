// Characters cut in every way, with what the decoder keeps back.
const { StringDecoder } = require('string_decoder');
const inputs = {
  'utf8': ['c3a9', 'e282ac', 'f09f9880', '41c3', '80', 'ff41', 'e28241', 'f09f41', 'eda080', 'c0af', 'e080', 'f09f98c3a9', 'f8808080'],
  'utf16le': ['4100', '3dd800de', '3dd83dd8', '00dc', 'e2d8f09f', '3dd8ff', '41'],
  'base64': ['00', '0001', '000102', '00010203'], 'base64url': ['fbff', 'fbfffb'], 'hex': ['abcd'], 'latin1': ['e9ff'], 'ascii': ['e941'],
};
const shown = (s) => JSON.stringify(s).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
for (const [encoding, list] of Object.entries(inputs)) {
  for (const hex of list) {
    for (const size of [1, 2, 3]) {
      const decoder = new StringDecoder(encoding);
      const bytes = Buffer.from(hex, 'hex');
      const out = [];
      for (let i = 0; i < bytes.length; i += size) {
        out.push(shown(decoder.write(bytes.subarray(i, i + size))), decoder.lastNeed, decoder.lastTotal);
      }
      console.log(encoding, hex, size, out.join(' '), shown(decoder.end()), decoder.lastNeed);
    }
  }
}
