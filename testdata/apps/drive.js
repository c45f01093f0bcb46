'use strict';
// Starts an app on a free port, sends it requests one after the other, and
// prints what comes back: status, headers as sent (without the date), body.
const http = require('node:http');
const zlib = require('node:zlib');

module.exports = async function drive(listener, requests) {
  const server = http.createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jar = new Map();
  for (const r of requests) await one(server.address().port, r, jar);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  console.log('closed');
};

// r is { method, path, headers, body, cookies, show }: body may be an object
// (sent as JSON), a string or a Buffer; cookies keeps those the app has set;
// show turns the body into what is printed.
function one(port, r, jar) {
  const method = r.method || 'GET';
  const headers = { ...r.headers };
  let body = r.body;
  if (body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)) {
    body = JSON.stringify(body);
    headers['Content-Type'] ??= 'application/json';
  }
  if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body);
  if (r.cookies && jar.size) headers.Cookie = [...jar].map(([k, v]) => `${k}=${v}`).join('; ');
  console.log(`> ${method} ${r.path}`);
  return new Promise((resolve, reject) => {
    const req = http.request({ host: '127.0.0.1', port, method, path: r.path, headers, agent: false }, (res) => {
      const parts = [];
      res.on('data', (d) => parts.push(d));
      res.on('error', reject);
      res.on('end', () => {
        console.log(`< ${res.statusCode} ${res.statusMessage}`);
        for (let i = 0; i < res.rawHeaders.length; i += 2) {
          if (res.rawHeaders[i] !== 'Date') console.log(`< ${res.rawHeaders[i]}: ${res.rawHeaders[i + 1]}`);
        }
        for (const c of res.headers['set-cookie'] || []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(c);
          jar.set(name, value);
        }
        let text = Buffer.concat(parts);
        if (text.length && res.headers['content-encoding'] === 'gzip') text = zlib.gunzipSync(text);
        if (text.length && res.headers['content-encoding'] === 'br') text = zlib.brotliDecompressSync(text);
        text = String(text);
        if (r.show) text = r.show(text);
        if (text) console.log(text);
        console.log();
        resolve();
      });
    });
    req.on('error', reject);
    req.end(body);
  });
}
