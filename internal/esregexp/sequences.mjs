// Writes sequences.txt.gz: the strings of each property of strings that a regular expression may name, as the engine that
// runs this has them. Usage: node sequences.mjs EMOJI_SEQUENCES > sequences.txt.gz
//
// The argument is a file with all emoji that Unicode recommends, one a line. A line of the result is the name and the
// strings, with spaces between.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';

const candidates = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).sort();
const names = ['Basic_Emoji', 'Emoji_Keycap_Sequence', 'RGI_Emoji_Flag_Sequence', 'RGI_Emoji_Modifier_Sequence',
  'RGI_Emoji_Tag_Sequence', 'RGI_Emoji_ZWJ_Sequence'];
const lines = names.map((name) => {
  const re = new RegExp(`^\\p{${name}}$`, 'v');
  return [name, ...candidates.filter((text) => re.test(text))].join(' ');
});
process.stdout.write(gzipSync(lines.join('\n') + '\n', { level: 9 }));
