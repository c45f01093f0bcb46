// mask: 127\.0\.0\.1:\d+
// mask: -{20,}[0-9a-f]{24}
'use strict';
const http = require('node:http');
const zlib = require('node:zlib');
const axios = require('axios');

const server = http.createServer((req, res) => {
  const parts = [];
  req.on('data', (d) => parts.push(d));
  req.on('end', () => {
    const body = Buffer.concat(parts).toString();
    const url = new URL(req.url, 'http://x');
    const json = (status, value, headers) => {
      res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      res.end(JSON.stringify(value));
    };
    switch (url.pathname) {
      case '/echo': {
        const { 'user-agent': agent, host, ...headers } = req.headers;
        return json(200, { method: req.method, url: req.url, headers, agent: /^axios\//.test(agent), body });
      }
      case '/gzip':
        res.setHeader('Content-Encoding', 'gzip');
        return res.end(zlib.gzipSync(JSON.stringify({ zipped: true })));
      case '/br':
        res.setHeader('Content-Encoding', 'br');
        return res.end(zlib.brotliCompressSync('brotli text'));
      case '/redirect':
        res.writeHead(302, { Location: '/echo?redirected=1' });
        return res.end();
      case '/loop':
        res.writeHead(302, { Location: '/loop' });
        return res.end();
      case '/error':
        return json(Number(url.searchParams.get('status')), { error: 'told to' }, { 'X-Reason': 'test' });
      case '/slow':
        return;
      case '/bytes':
        return res.end(Buffer.from([1, 2, 3, 255]));
      case '/reset':
        return req.socket.destroy();
      default:
        return res.end('plain text');
    }
  });
});

const failure = (e) => console.log(e.name, e.code, e.message, e.response && [e.response.status, e.response.data, e.response.headers['x-reason']], axios.isAxiosError(e), axios.isCancel(e));

server.listen(0, '127.0.0.1', async () => {
  const baseURL = `http://127.0.0.1:${server.address().port}`;
  const client = axios.create({ baseURL, headers: { common: { 'X-Common': 'yes' } }, timeout: 10000 });
  const show = ({ status, statusText, data }) => console.log(status, statusText, data);

  show(await client.get('/echo', { params: { a: 1, list: [1, 2], o: { k: 'v w' }, skip: undefined, d: new Date(0) } }));
  show(await client.post('/echo', { name: 'axios', nested: { n: [1] } }));
  show(await client.put('/echo', new URLSearchParams({ x: '1 2', y: '&' })));
  show(await client.patch('/echo', 'raw text', { headers: { 'Content-Type': 'text/plain' } }));
  show(await client.delete('/echo', { data: { gone: true } }));
  show(await client.postForm('/echo', { field: 'v', more: ['a', 'b'] }));
  show(await client.request({ url: '/echo', method: 'options', auth: { username: 'u', password: 'p:é' } }));
  show(await client.get('/gzip'));
  show(await client.get('/br'));
  show(await client.get('/text'));
  show(await client.get('/redirect'));
  const bytes = await client.get('/bytes', { responseType: 'arraybuffer' });
  console.log(Buffer.isBuffer(bytes.data), bytes.data);
  const stream = (await client.get('/text', { responseType: 'stream' })).data;
  let text = '';
  for await (const d of stream) text += d;
  console.log('stream', text);
  const head = await client.head('/error?status=200');
  console.log('head', head.headers['content-type'], head.headers.get('X-Reason'), head.headers.has('nope'), JSON.stringify(head.data));

  await client.get('/error?status=404').catch(failure);
  await client.get('/error?status=500').catch(failure);
  show(await client.get('/error?status=418', { validateStatus: (s) => s < 500 }));
  await client.get('/loop', { maxRedirects: 2 }).catch(failure);
  await client.get('/redirect', { maxRedirects: 0 }).catch((e) => console.log(e.response.status, e.response.headers.location));
  await client.get('/slow', { timeout: 20 }).catch(failure);
  await client.get('/reset').catch(failure);
  await client.get('/bytes', { maxContentLength: 2 }).catch(failure);
  await axios.get('http://127.0.0.1:1/').catch((e) => console.log(e.code, e.cause && e.cause.syscall));
  const ac = new AbortController();
  setImmediate(() => ac.abort());
  await client.get('/slow', { signal: ac.signal }).catch(failure);

  client.interceptors.request.use((config) => {
    config.headers.set('X-Intercepted', 'request');
    return config;
  });
  client.interceptors.response.use((response) => ({ ...response, data: { wrapped: response.data.headers['x-intercepted'] } }), (e) => Promise.resolve({ status: 'rescued', data: e.response.status }));
  show(await client.get('/echo'));
  show(await client.get('/error?status=503'));
  show(await axios.get(baseURL + '/echo', { transformResponse: [(d) => JSON.parse(d).method.toLowerCase()] }));
  const all = await Promise.all([1, 2, 3].map((n) => axios.get(`${baseURL}/echo?n=${n}`)));
  console.log(all.map((r) => r.data.url));
  console.log(axios.getUri({ url: '/p', params: { q: 'a b' } }), axios.HttpStatusCode.Ok);
  server.closeAllConnections();
  server.close(() => console.log('closed'));
});
