// mask: Last-Modified: .*
'use strict';
const drive = require('../drive');
const app = require('./app');

const errors = [];
app.on('error', (err, ctx) => {
  // A client that closes first is an error to Koa too, now and then.
  if (ctx.status === 500) errors.push(`${ctx.method} ${ctx.url}: ${err.message}`);
});

drive(app.callback(), [
  { path: '/todos' },
  { method: 'POST', path: '/todos', body: { title: 'write' } },
  { method: 'POST', path: '/todos', body: 'title=read+it', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  { method: 'POST', path: '/todos', body: {} },
  { method: 'POST', path: '/todos', body: '{bad', headers: { 'Content-Type': 'application/json' } },
  { method: 'POST', path: '/todos', body: { title: 'x'.repeat(2000) } },
  { path: '/todos/1' },
  { method: 'PATCH', path: '/todos/1', body: { done: true } },
  { path: '/todos' },
  { method: 'DELETE', path: '/todos/1' },
  { path: '/todos/1' },
  { method: 'PUT', path: '/todos' },
  { method: 'OPTIONS', path: '/todos/2' },
  { method: 'HEAD', path: '/todos' },
  { path: '/cookie', cookies: true },
  { path: '/cookie', cookies: true },
  { path: '/stream' },
  { path: '/buffer' },
  { path: '/html' },
  { path: '/query?a=1&a=2&b=c%20d', headers: { Accept: 'text/html' } },
  { path: '/redirect' },
  { path: '/redirect', headers: { Accept: 'text/html' } },
  { path: '/fresh' },
  { path: '/fresh', headers: { 'If-None-Match': '"v1"' } },
  { path: '/style.css' },
  { path: '/' },
  { path: '/missing' },
  { method: 'REPORT', path: '/html' },
  { path: '/teapot' },
  { path: '/fail' },
]).then(() => console.log(errors));
