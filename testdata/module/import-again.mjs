// A module that has been imported stays, though its file goes.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'case-'));
const url = pathToFileURL(path.join(dir, 'a.mjs')).href;
await import(url).catch((e) => console.log(e.code));
fs.writeFileSync(new URL(url), 'export default 1');
const first = await import(url);
fs.rmSync(dir, { recursive: true });
console.log(first.default, await import(url) === first);
