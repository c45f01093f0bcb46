'use strict';
const { Hono } = require('hono');
const { RegExpRouter } = require('hono/router/reg-exp-router');
const { TrieRouter } = require('hono/router/trie-router');
const { LinearRouter } = require('hono/router/linear-router');

for (const router of [new RegExpRouter(), new TrieRouter(), new LinearRouter()]) {
  for (const path of ['/a', '/a/:id', '/b/:id{[0-9]+}/x', '/files/*', '*']) router.add('GET', path, path);
  for (const path of ['/a', '/a/7', '/b/7/x', '/files/deep/er', '/z']) console.log(router.name, path, JSON.stringify(router.match('GET', path)));
}
const app = new Hono();
app.use('*', async (c, next) => { await next(); c.header('X-After', '1'); });
app.get('/u/:id', (c) => c.json({ id: c.req.param('id'), q: c.req.query('q') }));
app.post('/u', async (c) => c.text(await c.req.text(), 201));
app.onError((e, c) => c.text(e.message, 500));
app.get('/boom', () => { throw new Error('boom'); });
(async () => {
  for (const [path, init] of [['/u/5?q=x'], ['/u', { method: 'POST', body: 'sent' }], ['/boom'], ['/none']]) {
    const res = await app.request(path, init);
    console.log(res.status, res.headers.get('content-type'), res.headers.get('x-after'), await res.text());
  }
})();
