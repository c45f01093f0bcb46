const net = require('net');
const server = net.createServer((socket) => socket.end('bye'));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.resume();
  client.on('end', () => {
    console.log(client.write('more', (err) => console.log('callback', err.code, err.message)));
  });
  client.on('error', (err) => console.log('error', err.code, err.message));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    server.close();
  });
});
