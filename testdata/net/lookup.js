const net = require('net');
const server = net.createServer((socket) => socket.end());
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const client = net.connect({
    host: 'somewhere.example', port,
    lookup(host, options, callback) {
      console.log('lookup', host, options);
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    },
  });
  client.on('lookup', (err, address, family, host) => console.log('event', err, address, family, host));
  client.on('close', () => {
    const failing = net.connect({ host: 'bad.example', port, lookup: (host, options, callback) => callback(null, [{ address: 'x', family: 4 }]) });
    failing.on('error', (err) => {
      console.log(err.code, err.message);
      server.close();
    });
  });
  client.resume();
});
