import path from 'node:path';
console.log(path.basename(import.meta.filename), this, await 1);
