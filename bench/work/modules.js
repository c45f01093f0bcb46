'use strict';
// Loading what a server loads.
for (const name of ['assert', 'buffer', 'crypto', 'events', 'fs', 'http', 'net', 'os', 'path', 'querystring', 'stream', 'string_decoder', 'url', 'util', 'zlib']) require(`node:${name}`);
const { inspect } = require('node:util');
for (let i = 0; i < 300; i++) inspect({ i, list: [1, 2, { three: 3 }], map: new Map([['k', new Set([1])]]), text: 'x'.repeat(20), f() {} }, { depth: 4 });
for (let i = 0; i < 500; i++) {
  const u = new URL(`http://user@example.com:8080/a/b/../c?x=${i}&y=z#h`);
  u.searchParams.append('more', 'a b');
  if (!u.href.endsWith('#h')) throw new Error(u.href);
}
