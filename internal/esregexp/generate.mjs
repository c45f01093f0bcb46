// Writes properties.txt.gz: the code points of each property that a regular expression may name, as the engine that
// runs this has them. Usage: node generate.mjs LONG_SCRIPT_NAMES SCRIPT_CODES > properties.txt.gz
//
// A line is: kind, name, other names, a tab, and the lengths of the runs of code points that are out, in, out, in …
// in base 36.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';

const words = (file) => readFileSync(file, 'utf8').split(/\s+/).filter(Boolean);
const categories = `L Letter,LC Cased_Letter,Lu Uppercase_Letter,Ll Lowercase_Letter,Lt Titlecase_Letter,Lm Modifier_Letter,
Lo Other_Letter,M Mark Combining_Mark,Mn Nonspacing_Mark,Mc Spacing_Mark,Me Enclosing_Mark,N Number,Nd Decimal_Number digit,
Nl Letter_Number,No Other_Number,P Punctuation punct,Pc Connector_Punctuation,Pd Dash_Punctuation,Ps Open_Punctuation,
Pe Close_Punctuation,Pi Initial_Punctuation,Pf Final_Punctuation,Po Other_Punctuation,S Symbol,Sm Math_Symbol,
Sc Currency_Symbol,Sk Modifier_Symbol,So Other_Symbol,Z Separator,Zs Space_Separator,Zl Line_Separator,
Zp Paragraph_Separator,C Other,Cc Control cntrl,Cf Format,Cs Surrogate,Co Private_Use,Cn Unassigned`;
const binary = `ASCII,ASCII_Hex_Digit AHex,Alphabetic Alpha,Any,Assigned,Bidi_Control Bidi_C,Bidi_Mirrored Bidi_M,Case_Ignorable CI,
Cased,Changes_When_Casefolded CWCF,Changes_When_Casemapped CWCM,Changes_When_Lowercased CWL,Changes_When_NFKC_Casefolded CWKCF,
Changes_When_Titlecased CWT,Changes_When_Uppercased CWU,Dash,Default_Ignorable_Code_Point DI,Deprecated Dep,Diacritic Dia,Emoji,
Emoji_Component EComp,Emoji_Modifier EMod,Emoji_Modifier_Base EBase,Emoji_Presentation EPres,Extended_Pictographic ExtPict,
Extender Ext,Grapheme_Base Gr_Base,Grapheme_Extend Gr_Ext,Hex_Digit Hex,IDS_Binary_Operator IDSB,IDS_Trinary_Operator IDST,
ID_Continue IDC,ID_Start IDS,Ideographic Ideo,Join_Control Join_C,Logical_Order_Exception LOE,Lowercase Lower,Math,
Noncharacter_Code_Point NChar,Pattern_Syntax Pat_Syn,Pattern_White_Space Pat_WS,Quotation_Mark QMark,Radical,
Regional_Indicator RI,Sentence_Terminal STerm,Soft_Dotted SD,Terminal_Punctuation Term,Unified_Ideograph UIdeo,Uppercase Upper,
Variation_Selector VS,White_Space space,XID_Continue XIDC,XID_Start XIDS`;

function runs(expression) {
  const re = new RegExp(`^\\p{${expression}}$`, 'u');
  const list = [];
  let was = false, start = 0;
  for (let c = 0; c <= 0x10ffff; c++) {
    if (re.test(String.fromCodePoint(c)) !== was) {
      list.push((c - start).toString(36));
      start = c;
      was = !was;
    }
  }
  list.push((0x110000 - start).toString(36));
  return list.join(' ');
}

const lines = [];
const entries = (text) => text.split(',').map((s) => s.trim().split(' '));
for (const names of entries(categories)) lines.push(`gc ${names.join(' ')}\t${runs('gc=' + names[0])}`);
for (const names of entries(binary)) lines.push(`binary ${names.join(' ')}\t${runs(names[0])}`);
const valid = (name) => { try { return new RegExp(`\\p{sc=${name}}`, 'u') && true; } catch { return false; } };
const codes = new Map();
for (const code of words(process.argv[3]).filter(valid)) {
  const key = runs('sc=' + code);
  codes.set(key, [...new Set([...(codes.get(key) ?? []), code])]);
}
for (const name of words(process.argv[2]).filter(valid).sort()) {
  const key = runs('sc=' + name);
  const names = [name, ...(codes.get(key) ?? [])].join(' ');
  lines.push(`sc ${names}\t${key}`, `scx ${names}\t${runs('scx=' + name)}`);
}
process.stdout.write(gzipSync(lines.join('\n') + '\n', { level: 9 }));
