const net = require('node:net');
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  for (const n of ['connect', 'ready', 'end', 'finish', 'error', 'close']) c.on(n, (v) => console.log(n, v));
  c.write('x', (e) => console.log('write', e && e.code));
  c.destroy();
  console.log('destroyed', c.destroyed);
  server.close(() => console.log('server closed'));
});
