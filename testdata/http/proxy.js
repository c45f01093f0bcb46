// Requests of an agent with proxyEnv go to the proxy, in absolute form, unless NO_PROXY names the host.
const http = require('http');
const proxy = http.createServer((req, res) => {
  console.log('proxy', req.method, req.url.replace(/:\d+/, ':PORT'), String(req.headers.host).replace(/\d+$/, 'PORT'),
              req.headers['proxy-connection'], req.headers['proxy-authorization']);
  req.resume();
  res.end('from the proxy');
});
const origin = http.createServer((req, res) => { console.log('origin', req.url, req.headers['proxy-connection']); res.end('from the origin'); });
function get(options) {
  return new Promise((resolve) => {
    let req;
    try {
      req = http.request(options, (res) => { let text = ''; res.on('data', (d) => { text += d; }).on('end', () => { console.log(res.statusCode, text); resolve(); }); });
    } catch (e) { console.log(e.name, e.code, e.message.replace(/:\d{4,5}/g, ':PORT')); resolve(); return; }
    req.on('error', (e) => { console.log(e.code); resolve(); });
    req.end();
  });
}
proxy.listen(0, () => origin.listen(0, async () => {
  const { port } = origin.address();
  const at = `localhost:${proxy.address().port}`;
  const agents = [
    new http.Agent({ proxyEnv: { HTTP_PROXY: `http://${at}` } }),
    new http.Agent({ keepAlive: true, proxyEnv: { http_proxy: `http://us%20er:pass@${at}`, HTTP_PROXY: 'http://nobody:1' } }),
  ];
  for (const agent of agents) {
    await get({ host: 'example.com', path: '/a?b', agent });
    await get({ host: 'localhost', port, path: '/', agent, method: 'POST', headers: { Host: `localhost:${port}` } });
    await get({ host: 'localhost', port, path: '*', method: 'OPTIONS', agent });
    await get({ host: 'example.com', path: 'http://example.com/x', agent });
    await get({ host: 'example.com', headers: ['Host', 'example.com', 'a', 'b'], agent });
  }
  const agent = agents[0];
  await get({ host: 'example.com', path: 'http://other.com/x', agent });
  await get({ host: 'example.com', path: 'http://u:p@example.com/x', agent });
  await get({ host: 'example.com', path: 'https://example.com/x', agent });
  await get({ host: 'example.com', path: 'no-slash', agent });
  await get({ host: 'example.com', headers: { host: 'other.com' }, agent });
  await get({ host: 'example.com', headers: ['host', 'other.com'], agent });
  for (const no of ['*', 'localhost', `localhost:${port}`, 'a.b, LOCALHOST', 'local', '.localhost', '*.localhost']) {
    console.log('no_proxy', no.replace(/\d+/, 'PORT'));
    await get({ host: 'localhost', port, path: '/direct', agent: new http.Agent({ proxyEnv: { http_proxy: `http://${at}`, no_proxy: no } }) });
  }
  for (const no of ['127.0.0.1-127.0.0.9', '127.0.0.2-127.0.0.9', '127.0.0.1 - 127.0.0.1']) {
    console.log('no_proxy', no);
    await get({ host: '127.0.0.1', port, path: '/direct', agent: new http.Agent({ proxyEnv: { http_proxy: `http://${at}`, NO_PROXY: no } }) });
  }
  const restore = http.setGlobalProxyFromEnv({ http_proxy: `http://${at}` });
  await get({ host: 'example.com' });
  restore();
  await get({ host: 'localhost', port });
  console.log(http.setGlobalProxyFromEnv({})());
  for (const env of [{ http_proxy: 'http://a\nb' }, { http_proxy: 'http://[bad' }, { http_proxy: 'ftp://x' }, 'text']) {
    try { console.log(typeof new http.Agent({ proxyEnv: env })); } catch (e) { console.log(e.name, e.code, e.message); }
  }
  for (const env of [1, null, { http_proxy: 'bad url' }]) {
    try { http.setGlobalProxyFromEnv(env); } catch (e) { console.log(e.name, e.code, e.message); }
  }
  agents.forEach((a) => a.destroy());
  proxy.close();
  origin.close();
}));
