const { AsyncLocalStorage } = require('node:async_hooks');
const http = require('node:http');
const als = new AsyncLocalStorage();
let n = 0;
const server = http.createServer((req, res) => {
  als.run(++n, () => {
    req.on('data', () => {});
    req.on('end', () => setTimeout(() => res.end(String(als.getStore())), 1));
  });
}).listen(0, '127.0.0.1', async () => {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => {
      als.run('client ' + i, () => {
        http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
          res.on('data', (d) => console.log('data', String(d), als.getStore()));
          res.on('end', resolve);
        });
      });
    });
  }
  server.close();
});
