// Properties of strings, set operations, modifiers, duplicate names, lookbehind, statics and symbols.
const show = (...list) => console.log(...list.map((x) => (x && x.groups ? [[...x], { ...x.groups }] : x)));
show(/^\p{RGI_Emoji}$/v.test('👨‍👩‍👧'), /^\p{Emoji_Keycap_Sequence}$/v.test('1️⃣'), /^\p{RGI_Emoji_Flag_Sequence}$/v.test('🇩🇪'));
show('a👍🏽b👍c'.replace(/\p{RGI_Emoji_Modifier_Sequence}/gv, '!'), 'x👍y👎'.match(/[\p{RGI_Emoji}--\q{👍}]/gv));
show('ab12_é'.match(/[\w--\d]/gv), 'abcABC'.match(/[[a-z]&&[b-z]]/giv), /[^\p{Lu}]/v.exec('Aa'), /\P{Lu}/iv.exec('Aß1'));
show(/a(?i:b)c/.test('aBc'), /a(?i:b)c/.test('aBC'), /(?-i:a)b/i.test('aB'), /(?s-m:^.$)/m.test('a\nb'), /(?m:^b$)/.test('a\nb'));
const date = /(?<y>\d{4})-\d\d|\d\d-(?<y>\d{4})/;
show(date.exec('11-2026'), date.exec('2026-11'), '2026-11 11-2025'.replace(/(?<y>\d{4})-\d\d|\d\d-(?<y>\d{4})/g, '<$<y>>'));
show(/(?<=\$)\d+(\.\d*)?/.exec('$10.53'), /(?<!\$)\b\d+/.exec('$10 20'), /(?<=(\d+)(\d+))$/.exec('1053'));
show(/(z)((a+)?(b+)?(c))*/.exec('zaacbbbcac'), /(a*)*/.exec('b'), /(?=(a+))a*b\1/.exec('baaabac'), /(?:(a)|b)*/.exec('ab'));
show('a\rb\u2028c'.match(/^./gm), 'a\rb\u2028c'.match(/.$/gm), /^b$/.test('a\nb'));
show('aBc'.replace(/b/i, '[$&$`$\'$$$1$01$0]'), 'abc'.replace(/(b)(c)/, '$2$1$3$10$20'), 'abc'.replace(/(?<x>b)/, '$<x>$<y>|$<x'));
show('a1b2'.replace(/(?<l>[a-z])(\d)/g, (...a) => JSON.stringify(a)));
show('a, b,c'.split(/\s*(,)\s*/), ''.split(/x/), ''.split(/(?:)/), 'abc'.split(/(?:)/), '😀b'.split(/(?:)/u), 'abc'.split(/b/, 1));
show([...'a1b22'.matchAll(/[a-z](\d+)/g)].map((m) => [m.index, ...m]), 'x'.search(/y/), 'xy'.search('y'), 'a.b'.match('.').index);
show(/(?<a>x)(y)?/d.exec('zx').indices, /(?<a>x)(y)?/d.exec('zx').indices.groups.a);
const sticky = /a/y;
show(sticky.test('aa'), sticky.lastIndex, sticky.test('aa'), sticky.test('aa'), sticky.lastIndex, 'aab'.replace(/a/gy, '-'));
class Mine extends RegExp {
  exec(s) { const r = super.exec(s); if (r) r[0] = r[0].toUpperCase(); return r; }
  static get [Symbol.species]() { console.log('species'); return RegExp; }
}
show('abab'.replace(new Mine('a', 'g'), '<$&>'), 'abab'.match(new Mine('b', 'g')), 'a-b'.split(new Mine('-')), new Mine('b').test('b'));
show([...'ab'.matchAll(new Mine('b', 'g'))].length, new Mine(/x/g, 'i') + '', Mine.escape('a.b'));
/(\w)(\w)?/.exec('-x-');
show(RegExp.$1, RegExp.$2, RegExp.lastMatch, RegExp.leftContext, RegExp["$'"], RegExp.lastParen, RegExp.input);
show(/\c/.source, /\ca/.test('\x01'), /[\c_]/.test('\x1f'), /\8/.test('8'), /\07/.test('\x07'), /a{,2}/.test('a{,2}'), /]/.test(']'), /\k<a>/.test('k<a>'));
show(/[^]/.test('\n'), /[]/.test('a'), /\u{3}/.test('uuu'), /[\d-x]+/.exec('1-x'), /(?=a)*b/.test('b'), /\ud83d/.test('😀'), /\ud83d/u.test('😀'));
show(/^(?:\w+\s?)*$/.test('word '.repeat(4) + '!'), /(a+)+$/.test('a'.repeat(15) + 'b'), /(x+x+)+y/.test('x'.repeat(20)));
show(/ſ/i.test('S'), /ſ/iu.test('S'), /\w/iu.test('ſ'), /[^x]/iu.test('X'), /ß/i.test('ẞ'), /ß/iu.test('ẞ'), /\u{10428}/ui.test('\u{10400}'));
const frozen = Object.freeze(/a/g);
try { frozen.exec('a'); } catch (e) { console.log(e.message); }
try { (() => { throw new Error(/in a catch/.source); })(); } catch (e) { show(/a/.source, /b/.source, /catch/.test(e.message)); }
show(new Function('s', 'return /(?i:A)\\p{L}/u.exec(s)[0]')('aé'), eval('/[\\w--a]/v.exec("ab")[0]'), (0, eval)('/x/y.flags'));
