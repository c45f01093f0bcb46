'use strict';
// A message board in Express 4: what old apps use and Express 5 has no more.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const express = require('express');
const compression = require('compression');
const cookieParser = require('cookie-parser');
const cookieSession = require('cookie-session');
const cors = require('cors');
const helmet = require('helmet');
const morgan = require('morgan');
const multer = require('multer');
const session = require('express-session');

const app = express();
app.locals.log = process.stdout;
app.set('trust proxy', 'loopback');
app.set('json spaces', 2);
app.set('etag', 'strong');
app.enable('strict routing');
app.use(morgan('tiny', { skip: (req) => req.path.startsWith('/static'), stream: { write: (l) => app.locals.log.write(l) } }));
app.use(helmet.xContentTypeOptions(), helmet.frameguard({ action: 'deny' }));
app.use(cors());
app.use(compression({ threshold: 0, filter: (req, res) => req.path === '/compressed' && compression.filter(req, res) }));
app.use(cookieParser());
app.use(express.static(path.join(__dirname, 'public'), { etag: false, lastModified: false, setHeaders: (res, file) => res.set('X-File', path.basename(file)) }));
app.use(express.json({ strict: false, type: ['json', 'application/csp-report'] }));
app.use(express.urlencoded({ extended: false }));

const messages = [];
const board = express.Router();
board.use((req, res, next) => {
  res.locals.started = true;
  next();
});
board.get('/', (req, res) => res.json(messages));
board.post('/', (req, res) => {
  messages.push({ id: messages.length + 1, text: req.param ? req.body.text : '' });
  res.status(201).json(messages.at(-1));
});
board.param('id', (req, res, next, id, name) => {
  req.found = messages.find((m) => m.id === Number(id));
  next(req.found ? undefined : 'route');
});
board.get('/:id(\\d+)', (req, res) => res.json({ ...req.found, started: res.locals.started }));
board.get('/:id(\\d+)', (req, res) => res.status(410).send('gone'));
app.use('/board', board);

app.get('/compressed', (req, res) => res.send({ text: 'squeeze me '.repeat(50) }));
app.get('/session', cookieSession({ name: 'cs', keys: ['a', 'b'] }), (req, res) => {
  req.session.n = (req.session.n || 0) + 1;
  res.send(`cookie session ${req.session.n} ${req.session.isNew}`);
});
app.get('/store', session({ secret: 's', resave: true, saveUninitialized: true, cookie: { maxAge: 60000, sameSite: true } }), (req, res) => {
  const n = (req.session.n = (req.session.n || 0) + 1);
  if (n < 3) return res.send(`store ${n}`);
  req.session.regenerate((err) => res.send(`regenerated ${err} ${req.session.n}`));
});
app.get(/^\/commits\/(\w+)(?:\.\.(\w+))?$/, (req, res) => res.json({ from: req.params[0], to: req.params[1] }));
app.get('/wild/*', (req, res) => res.json(req.params));
app.get('/ab?cd', (req, res) => res.send('ab?cd'));
app.get('/opt/:a?/:b?', (req, res) => res.json(req.params));
app.get(['/one', '/two'], (req, res, next) => (req.path === '/two' ? next('route') : next()), (req, res) => res.send('first'));
app.get('/two', (req, res) => res.send('second'));
app.get('/client', (req, res) => res.json({ ip: req.ip, ips: req.ips, host: req.hostname, protocol: req.protocol, subdomains: req.subdomains }));
app.get('/links', (req, res) => {
  res.links({ next: '/links?page=2', last: '/links?page=9' });
  res.vary('Accept').append('X-A', 'one').append('X-A', 'two').attachment('report.csv');
  res.send('a,b\n');
});
app.get('/status/:code', (req, res) => res.sendStatus(Number(req.params.code)));
app.get('/chunks', (req, res) => {
  res.type('txt');
  res.write('one\n');
  setImmediate(() => {
    res.write('two\n');
    res.end('three\n');
  });
});
app.get('/send/:what', (req, res) => {
  const values = { buffer: Buffer.from('bytes'), null: null, true: true, object: { a: [1] }, empty: '', html: '<p>é</p>' };
  res.send(values[req.params.what]);
});

const upload = multer({
  dest: path.join(os.tmpdir(), 'uploads'),
  fileFilter: (req, file, cb) => cb(null, file.mimetype === 'text/plain'),
});
app.post('/upload', upload.array('docs', 3), (req, res) => {
  res.json(req.files.map((f) => [f.originalname, f.encoding, f.size, fs.readFileSync(f.path, 'utf8')]));
});

const admin = express();
admin.on('mount', (parent) => (admin.locals.parent = parent === app));
admin.get('/', (req, res) => res.json({ path: admin.path(), mounted: admin.locals.parent, base: req.baseUrl }));
admin.use((req, res) => res.status(404).end('no such admin page'));
app.use('/admin', admin);

app.get('/fail', (req, res, next) => next(Object.assign(new Error('failed <badly>'), { status: 418, headers: { 'X-Reason': 'teapot' } })));
app.get('/fail/plain', () => {
  throw 'a string';
});
app.get('/fail/late', (req, res) => {
  res.write('partial');
  res.end();
  throw new Error('after the end');
});

module.exports = app;

if (require.main === module) {
  const server = app.listen(process.env.PORT || 3000, () => {
    console.log(`listening on http://localhost:${server.address().port}`);
  });
}
