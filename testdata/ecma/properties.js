// Property escapes of regular expressions.
console.log(/^\p{L}+$/u.test('aé漢'), /\p{Script=Greek}/u.test('α'), /\P{ASCII}/u.test('a'), /[\P{Any}a]/u.test('a'), /\p{scx=Deva}/u.test('\u0951'));
console.log(/\p{Bidi_M}/u.test('<'), /\p{Join_C}/u.test('\u200c'), /^\p{sc=Kirat_Rai}$/u.test('\u{16D40}'), /\p{RI}/u.test('🇦'), '1٣x'.match(/\p{Nd}/gu));
for (const pattern of ['\\p{Foo}', '\\p', '\\p{lowercase}', '[\\p{L}-z]', '\\p{Script=Nothing}', '\\p{General_Category}']) {
  try { new RegExp(pattern, 'u'); } catch (e) { console.log(e.name + ': ' + e.message); }
}
console.log(/\p{L}/.test('p{L}'));
