'use strict';
// A to-do list in Koa with its router and body parser.
const path = require('node:path');
const { Readable } = require('node:stream');
const Koa = require('koa');
const Router = require('@koa/router');
const bodyParser = require('koa-bodyparser');
const serve = require('koa-static');

const app = new Koa({ keys: ['first', 'second'] });
const router = new Router({ prefix: '/todos' });
const todos = new Map();

app.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    ctx.status = err.status || 500;
    ctx.body = { error: err.message, expose: err.expose };
    if (ctx.status === 500) ctx.app.emit('error', err, ctx);
  }
});
app.use(async (ctx, next) => {
  ctx.state.steps = ['in'];
  await next();
  ctx.state.steps.push('out');
  ctx.set('X-Steps', ctx.state.steps.join(' '));
});
app.use(serve(path.join(__dirname, 'public'), { maxage: 1000 }));
app.use(bodyParser({ enableTypes: ['json', 'form', 'text'], jsonLimit: '1kb' }));

router
  .param('id', (id, ctx, next) => {
    ctx.todo = todos.get(id);
    if (!ctx.todo) ctx.throw(404, `no todo ${id}`);
    return next();
  })
  .get('list', '/', (ctx) => (ctx.body = [...todos.values()]))
  .post('/', (ctx) => {
    ctx.assert(ctx.request.body?.title, 422, 'title missing');
    const id = String(todos.size + 1);
    todos.set(id, { id, title: ctx.request.body.title, done: false });
    ctx.status = 201;
    ctx.set('Location', router.url('one', id));
    ctx.body = todos.get(id);
  })
  .get('one', '/:id', (ctx) => {
    ctx.state.steps.push('one');
    ctx.body = ctx.todo;
  })
  .patch('/:id', (ctx) => (ctx.body = Object.assign(ctx.todo, ctx.request.body)))
  .del('/:id', (ctx) => {
    todos.delete(ctx.params.id);
    ctx.body = null;
  });

const misc = new Router();
misc.get('/cookie', (ctx) => {
  const n = Number(ctx.cookies.get('n', { signed: true }) || 0) + 1;
  ctx.cookies.set('n', String(n), { signed: true, httpOnly: false });
  ctx.body = `n is ${n}`;
});
misc.get('/stream', (ctx) => {
  ctx.type = 'text/plain';
  ctx.body = Readable.from(['one ', 'two ', 'three']);
});
misc.get('/buffer', (ctx) => (ctx.body = Buffer.from('bytes')));
misc.get('/html', (ctx) => (ctx.body = '<p>html</p>'));
misc.get('/query', (ctx) => (ctx.body = { query: { ...ctx.query }, search: ctx.search, href: ctx.path, accepts: ctx.accepts('json', 'html'), ip: ctx.ip }));
misc.get('/redirect', (ctx) => ctx.redirect('/todos'));
misc.get('/fresh', (ctx) => {
  ctx.status = 200;
  ctx.etag = 'v1';
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = 'fresh';
});
misc.all('/fail', async () => {
  await null;
  throw new Error('broken inside');
});
misc.get('/teapot', (ctx) => ctx.throw(418, 'short and stout', { extra: 1 }));

app.use(router.routes()).use(router.allowedMethods());
app.use(misc.routes()).use(misc.allowedMethods({ throw: false }));

module.exports = app;

if (require.main === module) {
  const server = app.listen(process.env.PORT || 3000, () => {
    console.log(`listening on http://localhost:${server.address().port}`);
  });
}
