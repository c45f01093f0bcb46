'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
(async () => {
  for (let i = 0; i < 150; i++) {
    const file = path.join(dir, `${i}.txt`);
    fs.writeFileSync(file, `file ${i}\n`.repeat(100));
    await fs.promises.readFile(file, 'utf8');
    await new Promise((resolve, reject) => fs.stat(file, (err, st) => (err ? reject(err) : resolve(st.size))));
  }
  fs.rmSync(dir, { recursive: true });
})();
