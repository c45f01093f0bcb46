'use strict';
const http = require('node:http');
const server = http.createServer((req, res) => {
  res.setHeader('Content-Type', 'text/plain');
  res.end('Hello World');
});
server.listen(process.env.PORT || 0, '127.0.0.1', () => console.log(server.address().port));
