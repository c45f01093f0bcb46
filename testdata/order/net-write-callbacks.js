const net = require('node:net');
const server = net.createServer((socket) => {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (d) => (text += d));
  socket.on('end', () => {
    console.log('received', text);
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  c.write('a', () => console.log('wrote a'));
  c.write('b', () => console.log('wrote b'));
  c.end('c', () => console.log('ended'));
  c.on('connect', () => console.log('connect'));
  c.on('finish', () => console.log('finish'));
  console.log('buffered', c.writableLength, c.pending);
});
