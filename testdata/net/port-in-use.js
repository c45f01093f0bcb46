const net = require('net');
const first = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = first.address();
  const second = net.createServer();
  second.on('error', (err) => {
    console.log(err.message.replace(port, 'PORT'), Object.keys(err).join());
    console.log(err.code, err.syscall, err.address, err.port === port, second.listening);
    first.close();
  });
  second.listen(port, '127.0.0.1');
});
