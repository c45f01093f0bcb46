// flags: --no-deprecation
const punycode = require('punycode');
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name} ${e.message}`;
  }
};
for (const s of ['mañana-', '☃-⌘', 'a', '', '-', '--', 'Ünïcödé', '😀x', 'ليهمابتكلموشعربي؟', 'Hello-Another-Way-それぞれの場所', '-> $1.00 <-']) {
  const encoded = punycode.encode(s);
  console.log(encoded, punycode.decode(encoded) === s, punycode.toASCII(`x.${s}.y@z。${s}`), punycode.toUnicode(punycode.toASCII(`${s}.com`)));
  console.log(punycode.ucs2.decode(s).join(' '), punycode.ucs2.encode(punycode.ucs2.decode(s)) === s);
}
for (const s of ['\x80', 'xn--a', 'ls8h=', '99999999', 'a-é', 'é-a']) console.log(JSON.stringify(attempt(() => punycode.decode(s))));
console.log(Object.entries(punycode).map(([name, value]) => `${name} ${value.name} ${value.length}`).join('; '), punycode.version);
