'use strict';
// A shop in Express 5 with the middleware that most apps have.
// Run by itself it listens on port 3000, or the one in PORT.
const path = require('node:path');
const express = require('express');
const compression = require('compression');
const cookieParser = require('cookie-parser');
const cors = require('cors');
const helmet = require('helmet');
const morgan = require('morgan');
const multer = require('multer');
const session = require('express-session');

const app = express();
const items = new Map([[1, { id: 1, name: 'lamp', price: 30 }], [2, { id: 2, name: 'desk', price: 250 }]]);

morgan.token('size', (req, res) => res.getHeader('content-length') || '-');
app.locals.log = process.stdout;
app.use(morgan(':method :url :status :size', { stream: { write: (line) => app.locals.log.write(line) } }));
app.use(helmet());
app.use(cors({ origin: 'https://shop.example', credentials: true, exposedHeaders: ['X-Total'] }));
app.use(compression({ threshold: 500 }));
app.use(express.json({ limit: '2kb' }));
app.use(express.urlencoded({ extended: true }));
app.use(express.text());
app.use(express.raw({ type: 'application/octet-stream' }));
app.use(cookieParser('keyboard cat'));
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: false, name: 'sid' }));
app.use('/static', express.static(path.join(__dirname, 'public'), { maxAge: '1d', index: 'index.html' }));

app.get('/', (req, res) => res.send('<h1>Shop</h1>'));
app.get('/big', (req, res) => res.type('text').send('lorem ipsum '.repeat(200)));
app.get('/cookies', (req, res) => {
  res.cookie('plain', 'a b', { path: '/', httpOnly: true });
  res.cookie('signed', { cart: [1, 2] }, { signed: true, maxAge: 60000, sameSite: 'lax', expires: new Date(0) });
  res.clearCookie('old');
  res.json({ cookies: req.cookies, signed: req.signedCookies });
});
app.get('/visits', (req, res) => {
  req.session.visits = (req.session.visits || 0) + 1;
  res.json({ visits: req.session.visits });
});
app.post('/logout', (req, res, next) => req.session.destroy((err) => (err ? next(err) : res.sendStatus(204))));

const router = express.Router({ mergeParams: true, caseSensitive: true });
router.param('id', (req, res, next, id) => {
  req.item = items.get(Number(id));
  if (req.item) return next();
  res.status(404);
  next(new Error(`no item ${id}`));
});
router.route('/')
  .get((req, res) => {
    const { min = 0, sort } = req.query;
    const list = [...items.values()].filter((i) => i.price >= min);
    if (sort) list.sort((a, b) => (a[sort] < b[sort] ? -1 : 1));
    res.set('X-Total', String(list.length)).json(list);
  })
  .post((req, res) => {
    const id = items.size + 1;
    items.set(id, { id, ...req.body });
    res.status(201).location(`${req.baseUrl}/${id}`).json(items.get(id));
  });
router.get('/:id', (req, res) => {
  res.format({
    json: () => res.json(req.item),
    html: () => res.send(`<b>${req.item.name}</b>`),
    text: () => res.send(req.item.name),
  });
});
router.put('/:id', (req, res) => res.json(Object.assign(req.item, req.body)));
router.delete('/:id', (req, res) => {
  items.delete(req.item.id);
  res.status(204).end();
});
app.use('/api/:version/items', (req, res, next) => {
  res.set('X-Version', req.params.version);
  next();
}, router);

const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 100 } });
app.post('/upload', upload.fields([{ name: 'photo', maxCount: 1 }, { name: 'notes', maxCount: 2 }]), (req, res) => {
  const files = Object.entries(req.files).flatMap(([field, list]) =>
    list.map((f) => ({ field, name: f.originalname, type: f.mimetype, size: f.size, text: f.buffer.toString() })));
  res.json({ body: { ...req.body }, files });
});
app.all('/echo', (req, res) => res.json({
  method: req.method,
  type: req.get('content-type'),
  body: Buffer.isBuffer(req.body) ? req.body.toString('hex') : req.body,
  query: req.query,
}));
app.get('/files/*path', (req, res) => res.json(req.params));
app.get('/maybe{/:page}', (req, res) => res.json({ ...req.params }));
app.get('/request', (req, res) => res.json({
  path: req.path, original: req.originalUrl, protocol: req.protocol, secure: req.secure, xhr: req.xhr, ip: req.ip,
  fresh: req.fresh, accepts: req.accepts(['html', 'json']), languages: req.acceptsLanguages(), is: req.is('json'),
}));
app.get('/download', (req, res) => res.download(path.join(__dirname, 'public', 'style.css'), 'my "style".css'));
app.get('/range', (req, res) => res.sendFile(path.join(__dirname, 'public', 'style.css'), { cacheControl: false, lastModified: false, etag: false }));
app.get('/old', (req, res) => res.redirect(301, '/'));
app.get('/jsonp', (req, res) => res.jsonp({ '<script>': '\u2028' }));
app.get('/async', async (req) => {
  await new Promise(setImmediate);
  throw Object.assign(new Error('rejected in a handler'), { status: 503 });
});
app.get('/throw', () => {
  throw new Error('thrown in a handler');
});
app.use((req, res) => res.status(404).type('text').send(`nothing at ${req.method} ${req.url}`));
app.use((err, req, res, next) => {
  if (res.headersSent) return next(err);
  const status = err.status || (res.statusCode === 200 ? 500 : res.statusCode);
  res.status(status).json({ error: err.message, type: err.type, code: err.code });
});

module.exports = app;

if (require.main === module) {
  const server = app.listen(process.env.PORT || 3000, () => {
    console.log(`listening on http://localhost:${server.address().port}`);
  });
}
