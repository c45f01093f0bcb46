const net = require('node:net');
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const c = net.connect(port, '127.0.0.1');
    console.log(c.connecting, c.pending);
    c.on('error', (e) => {
      console.log('error', e.code, e.syscall, e.address, e.port === port, c.destroyed);
      process.nextTick(() => console.log('tick'));
    });
    c.on('close', (hadError) => console.log('close', hadError));
  });
});
