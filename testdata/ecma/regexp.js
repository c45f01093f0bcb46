// The flags d and v, and RegExp.escape.
const m = /(?<a>b)(c)?/d.exec('ab');
console.log(m.indices, m.indices.groups.a, [...'ab'.matchAll(/./dg)].map((x) => x.indices[0]), 'xay'.match(/a/d).indices[0]);
console.log(/a/dgi.flags, /a/d.hasIndices, /a/.hasIndices, /a/v.unicodeSets, String(/[\w&&\d]/v), /[\w--\d]/v.source, /a/d);
console.log(new RegExp(/a/d).hasIndices, new RegExp(/a/dg, 'i').flags, RegExp(/[\w--a]/v).flags);
console.log(/^[\p{L}--[a-z]]$/v.test('a'), /^[\p{L}--[a-z]]$/v.test('é'), 'zabcd'.match(/[\q{abc|d}x]/gv), /[^\d]/v.test('1'), 'aé'.replace(/[\p{L}&&\p{ASCII}]/gv, '-'));
for (const [pattern, flags] of [['a', 'uv'], ['a', 'dd'], ['[a--b&&c]', 'v'], ['[(]', 'v'], ['[a!!b]', 'v']]) {
  try { new RegExp(pattern, flags); } catch (e) { console.log(e.name + ': ' + e.message); }
}
console.log(['foo.bar', '1a', ' a-b\n', '\u2028', '\ud800x', '😀', '_', '', '"#\'`~'].map(RegExp.escape));
try { RegExp.escape(1); } catch (e) { console.log(e.name); }
