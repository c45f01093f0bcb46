const http = require('node:http');
const seen = { req: [], res: [], client: [], response: [] };
const watch = (list, emitter, names) => names.forEach((n) => emitter.on(n, () => list.push(n)));
const server = http.createServer((req, res) => {
  watch(seen.req, req, ['data', 'end', 'close', 'aborted', 'error']);
  watch(seen.res, res, ['pipe', 'prefinish', 'finish', 'close', 'error']);
  req.on('end', () => res.end('ok', () => seen.res.push('end callback')));
  server.close();
}).listen(0, '127.0.0.1', () => {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', agent: false });
  watch(seen.client, req, ['socket', 'finish', 'response', 'close', 'error']);
  req.on('response', (res) => {
    watch(seen.response, res, ['data', 'end', 'close', 'error']);
  });
  req.end('body');
});
process.on('exit', () => {
  for (const k in seen) console.log(k, seen[k].join(', '));
});
