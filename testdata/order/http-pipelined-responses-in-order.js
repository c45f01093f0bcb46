const http = require('node:http');
const net = require('node:net');
const waiting = [];
const server = http.createServer((req, res) => {
  console.log('request', req.url);
  waiting.push(() => res.end(req.url));
  if (waiting.length === 3) waiting.reverse().forEach((f) => f());
}).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  c.write('GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\nGET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  let text = '';
  c.setEncoding('latin1');
  c.on('data', (d) => (text += d));
  c.on('end', () => {
    console.log(text.match(/\n\/[abc]|\/[abc]$/gm).map((s) => s.trim()).join(' '));
    server.close();
  });
});
