'use strict';
// HTTP without a network: nock replaces http.request.
const nock = require('nock');
const http = require('node:http');
const https = require('node:https');
const ask = (mod, options, body) => new Promise((resolve) => {
  const req = mod.request(options, (res) => {
    let text = '';
    res.setEncoding('utf8').on('data', (d) => text += d).on('end', () => resolve([res.statusCode, res.headers, text]));
  }).on('error', (e) => resolve([e.code, e.message.split('\n')[0]]));
  req.end(body);
});
(async () => {
  nock.disableNetConnect();
  nock('http://example.test').get('/a').query({ b: '1' }).reply(201, { ok: true }, { 'X-A': 'b' })
    .post('/echo', (body) => body.n > 1).reply(200, (uri, body) => ({ uri, body }))
    .get('/slow').delay(20).reply(204).get('/err').replyWithError({ code: 'ETEST', message: 'as asked' });
  nock('https://secure.test', { reqheaders: { authorization: /^Bearer / } }).persist().get(/^\/x\/\d+$/).reply(200, 'matched');
  console.log(await ask(http, 'http://example.test/a?b=1'));
  console.log(await ask(http, { host: 'example.test', path: '/echo', method: 'POST', headers: { 'Content-Type': 'application/json' } }, '{"n":2}'));
  console.log(nock.pendingMocks());
  console.log(await ask(http, 'http://example.test/slow'), await ask(http, 'http://example.test/err'));
  console.log(await ask(https, { host: 'secure.test', path: '/x/12', headers: { Authorization: 'Bearer t' } }), await ask(https, { host: 'secure.test', path: '/x/12' }));
  console.log(await ask(http, 'http://elsewhere.test/'), nock.isDone());
})();
