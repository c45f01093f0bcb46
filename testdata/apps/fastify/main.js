'use strict';
const Fastify = require('fastify');

(async () => {
  const lines = [];
  const app = Fastify({ logger: { level: 'info', stream: { write: (l) => lines.push(JSON.parse(l)) } } });
  app.decorate('answer', 42);
  app.addHook('onRequest', async (req) => { req.started = true; });
  app.addHook('onSend', async (req, reply, payload) => { reply.header('x-sent', String(req.started)); return payload; });
  app.get('/hello/:name', {
    schema: {
      params: { type: 'object', properties: { name: { type: 'string', minLength: 2 } } },
      querystring: { type: 'object', properties: { n: { type: 'integer', default: 3 } } },
      response: { 200: { type: 'object', properties: { hello: { type: 'string' }, n: { type: 'number' }, list: { type: 'array', items: { type: 'string' } } } } },
    },
  }, async (req) => ({ hello: req.params.name, n: req.query.n, list: [1, 'b'], hidden: true }));
  app.post('/echo', async (req, reply) => { reply.code(201).type('application/json'); return { body: req.body, type: req.headers['content-type'] }; });
  app.get('/fail', async () => { const e = new Error('teapot'); e.statusCode = 418; throw e; });
  app.register(async (child) => {
    child.addContentTypeParser('text/csv', { parseAs: 'string' }, (req, body, done) => done(null, body.split(',')));
    child.post('/csv', async (req) => req.body);
    child.setErrorHandler((e, req, reply) => reply.code(500).send({ handled: e.message }));
    child.get('/boom', async () => { throw new RangeError('boom'); });
  }, { prefix: '/v1' });
  app.setNotFoundHandler((req, reply) => reply.code(404).send({ nope: req.url }));
  const show = (r) => console.log(r.statusCode, r.headers['content-type'], r.headers['x-sent'], r.headers['content-length'], r.body);
  show(await app.inject('/hello/ann?n=5'));
  show(await app.inject('/hello/x'));
  show(await app.inject({ url: '/hello/bob', query: { n: 'many' } }));
  show(await app.inject({ method: 'POST', url: '/echo', payload: { a: [1, { b: 'ü' }] } }));
  show(await app.inject({ method: 'POST', url: '/echo', payload: '{bad', headers: { 'content-type': 'application/json' } }));
  show(await app.inject({ method: 'POST', url: '/v1/csv', payload: 'a,b', headers: { 'content-type': 'text/csv' } }));
  show(await app.inject('/v1/boom'));
  show(await app.inject('/fail'));
  show(await app.inject({ method: 'PUT', url: '/none' }));
  console.log(app.printRoutes());
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const http = require('node:http');
  await new Promise((resolve) => http.get(`${address}/hello/real`, { agent: false }, (res) => { res.setEncoding('utf8'); res.on('data', (d) => console.log(res.statusCode, res.headers['x-sent'], d)); res.on('end', resolve); }));
  await app.close();
  for (const l of lines) console.log(l.level, l.msg.replace(/:\d+$/, ''), l.req?.url, l.res?.statusCode, l.err?.type);
})();
