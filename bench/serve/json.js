'use strict';
const http = require('node:http');
const server = http.createServer((req, res) => {
  const parts = [];
  req.on('data', (d) => parts.push(d));
  req.on('end', () => {
    const url = new URL(req.url, 'http://localhost');
    const sent = parts.length ? JSON.parse(Buffer.concat(parts)) : null;
    const body = JSON.stringify({ path: url.pathname, query: Object.fromEntries(url.searchParams), agent: req.headers['user-agent'], sent });
    res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    res.end(body);
  });
});
server.listen(process.env.PORT || 0, '127.0.0.1', () => console.log(server.address().port));
