// Backpressure: nothing is lost, and write says when to wait.
const net = require('net');
const { createHash } = require('crypto');
const size = 8 << 20;
const server = net.createServer((socket) => {
  const hash = createHash('sha1');
  let length = 0;
  socket.on('data', (chunk) => {
    length += chunk.length;
    hash.update(chunk);
  });
  socket.on('end', () => {
    console.log(length, hash.digest('hex'));
    server.close();
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  const chunk = Buffer.alloc(1 << 20, 'abcdefg');
  let left = size / chunk.length;
  let waited = false;
  const more = () => {
    while (left > 0) {
      left--;
      if (!client.write(chunk)) {
        waited = true;
        client.once('drain', more);
        return;
      }
    }
    client.end(() => console.log('sent', client.bytesWritten, waited));
  };
  more();
});
