const net = require('node:net');
const server = net.createServer({ allowHalfOpen: true }, (s) => {
  s.on('data', (d) => console.log('server got', String(d)));
  s.on('end', () => {
    console.log('server end', s.writable);
    s.end('answer');
  });
  server.close();
}).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1', () => c.end('question'));
  c.on('data', (d) => console.log('client got', String(d)));
  c.on('close', () => console.log('client close'));
});
