// mask: 127\.0\.0\.1:\d+
'use strict';
const express = require('express');
const request = require('supertest');

const app = express();
app.use(express.json());
app.get('/user', (req, res) => res.status(200).json({ name: 'john', agent: req.get('x-agent') || null }));
app.post('/user', (req, res) => res.status(201).set('X-Id', '7').json(req.body));
app.post('/form', express.urlencoded({ extended: true }), (req, res) => res.send(Object.keys(req.body).join()));
app.get('/cookie', (req, res) => res.cookie('seen', req.get('cookie') ? 'again' : 'first').send('ok'));
app.get('/redirect', (req, res) => res.redirect('/user'));
app.get('/text', (req, res) => res.type('text').send('hello'));
app.get('/auth', (req, res) => res.send(req.get('authorization') || 'none'));
app.get('/binary', (req, res) => res.type('application/octet-stream').send(Buffer.from([0, 1, 254])));
app.post('/upload', (req, res) => {
  let size = 0;
  req.on('data', (d) => (size += d.length));
  req.on('end', () => res.json({ type: req.get('content-type').split(';')[0], some: size > 50 }));
});
app.get('/fail', () => {
  throw new Error('inside');
});
app.use((err, req, res, next) => res.status(500).json({ message: err.message }));

const steps = [
  ['json', () => request(app).get('/user').expect('Content-Type', /json/).expect(200, { name: 'john', agent: null })],
  ['set', () => request(app).get('/user').set('X-Agent', 'me').expect((res) => {
    if (res.body.agent !== 'me') throw new Error('no agent');
  })],
  ['post', () => request(app).post('/user').send({ a: [1, { b: 2 }] }).expect('X-Id', '7').expect(201)],
  ['form', () => request(app).post('/form').type('form').send({ x: 1 }).send({ y: 2 }).expect('x,y')],
  ['redirect', () => request(app).get('/redirect').expect(302).expect('Location', '/user')],
  ['followed', () => request(app).get('/redirect').redirects(1).expect(200)],
  ['text', () => request(app).get('/text').query({ q: 'a b' }).expect('hello')],
  ['auth', () => request(app).get('/auth').auth('user', 'pass')],
  ['binary', () => request(app).get('/binary').responseType('blob')],
  ['upload', () => request(app).post('/upload').field('name', 'n').attach('file', Buffer.from('content'), 'f.txt')],
  ['error', () => request(app).get('/fail').expect(500, { message: 'inside' })],
  ['404', () => request(app).head('/nothing').expect(404)],
  ['wrong status', () => request(app).get('/user').expect(404)],
  ['wrong body', () => request(app).get('/text').expect('other')],
  ['wrong header', () => request(app).get('/text').expect('X-None', '1')],
  ['wrong json', () => request(app).get('/user').expect({ name: 'jane' })],
];

(async () => {
  for (const [name, step] of steps) {
    try {
      const res = await step();
      console.log('ok  ', name, res.status, res.type, res.text ?? res.body, res.redirects.map((u) => new URL(u).pathname));
    } catch (e) {
      console.log('fail', name, e.message, e.expected, e.actual);
    }
  }
  const agent = request.agent(app);
  for (let i = 0; i < 2; i++) console.log('agent', (await agent.get('/cookie')).headers['set-cookie']);
  request(app).get('/user').expect(200).end((err, res) => console.log('callback', err, res.body.name));
})();
