const net = require('net');
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let received = '';
  socket.on('data', (data) => { received += data; });
  socket.on('end', () => {
    console.log('server got', received, socket.readyState);
    socket.end('answer after the end');
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true });
  client.end('question');
  client.on('finish', () => console.log('client finished'));
  client.on('data', (data) => console.log('client got', String(data), client.readyState));
  client.on('close', () => server.close());
});
