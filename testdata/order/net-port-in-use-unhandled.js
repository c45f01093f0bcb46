// mask: \d{4,5}
const net = require('node:net');
const a = net.createServer().listen(0, '127.0.0.1', () => {
  net.createServer().listen(a.address().port, '127.0.0.1');
});
