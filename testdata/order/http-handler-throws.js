const http = require('node:http');
process.on('uncaughtException', (e) => {
  console.log('uncaught', e.message);
  req.destroy();
  server.close(() => console.log('closed'));
});
let req;
const server = http.createServer(() => {
  throw new Error('in handler');
}).listen(0, '127.0.0.1', () => {
  req = http.get({ port: server.address().port, host: '127.0.0.1', agent: false });
  req.on('error', (e) => console.log('client', e.code));
});
