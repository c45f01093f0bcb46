// Writes recorded.json.gz: random patterns, and what the engine that runs this says of them and of their matches in random
// texts. Usage: node record.mjs SEED COUNT > recorded.json.gz
import { gzipSync } from 'node:zlib';

let state = Number(process.argv[2]);
function random(n) {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
}
const pick = (list) => list[random(list.length)];
const repeat = (n, f) => Array.from({ length: n }, f);

const literals = ['a', 'b', 'c', 'A', 'B', 'k', 's', 'é', 'É', 'ß', 'ſ', '\\u212a', '1', ' ', '\\n', '_', '😀', '\\ud83d', '\\ude00', '-', 'x'];
const members = ['a', 'b', 'a-c', 'A-Z', '\\w', '\\s', '\\W', 'é', '0-9', '😀', 'k', 'ß-ÿ'];
const quantifiers = ['*', '+', '?', '{2}', '{0,2}', '{1,}', '{2,3}', '{0}', '{3,70}', '*?', '+?', '??', '{1,3}?', '{0,90}?'];
const opening = ['(', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?<n>', '(?s:', '(?m:'];
const characters = [...'abcABCkKsSſ\u212aéÉßẞ12 \n_😀-x', '\ud83d', '\ude00', 'aa', 'ab'];

const charClass = (flags) => {
  const start = '[' + pick(['', '', '^']);
  if (flags.includes('v') && random(2)) {
    return start + pick(['[a-z]', '\\w']) + pick(['&&', '--']) + charClass(flags) + ']';
  }
  return start + repeat(random(4), () => pick(members)).join('') + ']';
};

function atom(depth, flags) {
  const full = flags.includes('u') || flags.includes('v');
  switch (random(depth > 0 ? 16 : 8)) {
    case 0: case 1: case 2: return pick(literals);
    case 3: return pick(['.', '\\d', '\\w', '\\W', '\\s', '\\S', '\\D']);
    case 4: return charClass(flags);
    case 5: return pick(['^', '$', '\\b', '\\B']);
    case 6: return pick(full ? ['\\1', '\\k<n>'] : ['\\1', '\\2', '\\k<n>']);
    case 7: return full ? pick(['\\p{L}', '\\P{Lu}', '\\p{Ll}', '\\u{1f600}']) : '\\x61';
  }
  return pick(opening) + disjunction(depth - 1, flags) + ')';
}
const term = (depth, flags) => atom(depth, flags) + (random(3) ? '' : pick(quantifiers));
const alternative = (depth, flags) => repeat(random(4), () => term(depth, flags)).join('');
const disjunction = (depth, flags) => {
  let text = alternative(depth, flags);
  while (random(3) === 0) text += '|' + alternative(depth, flags);
  return text;
};

const units = (text) => repeat(text.length, (_, i) => text.charCodeAt(i));
const cases = repeat(Number(process.argv[3]), () => {
  const flags = pick(['', 'i', 'u', 'iu', 'm', 's', 'v', 'iv', 'y', 'uy', 'ims']);
  const pattern = disjunction(3, flags);
  const found = { pattern: units(pattern), flags };
  let re;
  try {
    re = new RegExp(pattern, 'd' + flags.replace('y', '') + (flags.includes('y') ? 'y' : 'g'));
  } catch (e) {
    found.error = e.message.slice(e.message.lastIndexOf(': ') + 2);
    return found;
  }
  found.matches = repeat(4, () => {
    const text = repeat(random(12), () => pick(random(2) ? characters : characters.slice(0, 4))).join('');
    const from = random(3) ? 0 : random(text.length + 1);
    re.lastIndex = from;
    const match = re.exec(text);
    return { text: units(text), from, captures: match && match.indices.flatMap((place) => place || [-1, -1]) };
  });
  return found;
});
process.stdout.write(gzipSync(JSON.stringify(cases), { level: 9 }));
