// env: ALREADY=set
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dotenv = require('dotenv');

const file = path.join(os.tmpdir(), '.env');
fs.writeFileSync(file, [
  '# a comment', 'BASIC=basic', 'export EXPORTED=yes', 'EMPTY=', 'SPACED =  around  ', "SINGLE='single # not a comment'", 'DOUBLE="double\\nnewline"',
  'BACKTICK=`has "both\' kinds`', 'INLINE=value # comment', 'HASH=pass#word', 'MULTI="line 1\nline 2"', 'JSON={"a": "b"}', 'ALREADY=overridden', 'bad line', 'COLON: works',
  'EQUAL=a=b=c', 'UNICODE=Grüße',
].join('\n'));
const result = dotenv.config({ path: file, quiet: true });
console.log(result.parsed);
console.log(process.env.BASIC, process.env.ALREADY, process.env.UNICODE);
console.log(Object.keys(dotenv.config({ path: [file, file + '.local'], override: true, quiet: true })), process.env.ALREADY);
const own = {};
dotenv.config({ path: file, processEnv: own, quiet: true });
console.log(Object.keys(own).length, own.MULTI.split('\n').length);
console.log(dotenv.parse(Buffer.from('A=1\r\nB="2"\r\nA=3')));
const missing = dotenv.config({ path: path.join(os.tmpdir(), 'none'), quiet: true });
console.log(missing.parsed, missing.error && missing.error.code);
dotenv.populate(own, { BASIC: 'new', FRESH: 'x' }, { override: false });
console.log(own.BASIC, own.FRESH);
try {
  dotenv.populate(own, 'not an object');
} catch (e) {
  console.log(e.code, e.message);
}
