const fs = require('fs');
const path = require('path');
const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'env-'));
const file = path.join(dir, '.env');
fs.writeFileSync(file, 'ONE=1\nexport TWO="a\\nb" # tail\n# comment\nTHREE=\'x # y\'\nFOUR=plain # tail\nGIVEN=file\nFIVE=`"q"`\nSIX=\n');
process.env.GIVEN = 'already';
process.loadEnvFile(file);
console.log(['ONE', 'TWO', 'THREE', 'FOUR', 'GIVEN', 'FIVE', 'SIX'].map((name) => JSON.stringify(process.env[name])).join(' '));
fs.rmSync(dir, { recursive: true });
