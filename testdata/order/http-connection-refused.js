const http = require('node:http');
const server = http.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const req = http.get({ port, host: '127.0.0.1' }, () => console.log('must not run'));
    req.on('error', (e) => console.log('error', e.code, e.syscall, e.port === port, req.destroyed));
    req.on('close', () => console.log('close'));
    console.log('called');
  });
});
