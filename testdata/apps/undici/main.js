'use strict';
// All but sockets: mocked requests, its fetch, headers, forms, cookies, interceptors.
const { request, stream, fetch, Agent, FormData, Headers, Request, Response, MockAgent, RetryHandler, interceptors, setGlobalDispatcher, getGlobalDispatcher, getCookies, setCookie, parseMIMEType, errors } = require('undici');
const { Writable } = require('node:stream');

(async () => {
  const mock = new MockAgent();
  mock.disableNetConnect();
  setGlobalDispatcher(mock);
  const origin = 'http://mocked.test';
  const pool = mock.get(origin);
  pool.intercept({ path: '/json', query: { a: '1' }, method: 'POST', body: '{"x":1}' }).reply(201, { made: true }, { headers: { 'content-type': 'application/json', 'x-a': ['1', '2'] } });
  const { statusCode, headers, body } = await request(`${origin}/json`, { method: 'POST', query: { a: 1 }, body: '{"x":1}' });
  console.log(statusCode, headers, await body.json());
  pool.intercept({ path: /^\/n/ }).reply(200, ({ path, headers: h }) => `path ${path} ${h?.['x-own']}`).times(2);
  console.log(await (await request(`${origin}/n1`, { headers: { 'x-own': 'y' } })).body.text());
  await stream(`${origin}/n2`, { opaque: [] }, ({ opaque }) => new Writable({ write(c, _, cb) { opaque.push(c); cb(); }, final(cb) { console.log(String(Buffer.concat(opaque))); cb(); } }));
  await request(`${origin}/n3`).catch((e) => console.log(e.name, e.code, e.message));
  pool.intercept({ path: '/err' }).replyWithError(new TypeError('broken'));
  await request(`${origin}/err`).catch((e) => console.log(e.name, e.message));
  pool.intercept({ path: '/from' }).reply(302, '', { headers: { location: '/to' } });
  pool.intercept({ path: '/to' }).reply(200, 'arrived').persist();
  console.log(await (await request(`${origin}/from`, { dispatcher: mock.compose(interceptors.redirect({ maxRedirections: 2 })) })).body.text());
  pool.intercept({ path: '/flaky' }).reply(503, 'busy');
  pool.intercept({ path: '/flaky' }).reply(200, 'at last');
  console.log(await (await request(`${origin}/flaky`, { dispatcher: mock.compose(interceptors.retry({ minTimeout: 1, maxRetries: 2 })) })).body.text(), typeof RetryHandler);

  pool.intercept({ path: '/fetched', method: 'PUT' }).reply(200, (o) => String(o.headers?.['content-type'] ?? o.headers?.get?.('content-type')), { headers: { 'x-b': 'c', 'content-type': 'text/plain;charset=utf-8' } });
  const res = await fetch(new Request(`${origin}/fetched`, { method: 'PUT', body: new URLSearchParams('q=1') }));
  console.log(res.status, res.ok, res.url, [...res.headers], await res.text(), res.bodyUsed);
  await res.text().catch((e) => console.log(e.name, e.message));
  pool.intercept({ path: '/to' }).reply(200, '{"a":[1]}');
  console.log(await (await fetch(`${origin}/to`)).clone().text());
  const abort = new AbortController();
  abort.abort();
  await fetch(origin, { signal: abort.signal }).catch((e) => console.log(e.name, e.code));
  await fetch(`${origin}/nothing`).catch((e) => console.log(e.name, e.message, e.cause?.name));
  console.log(mock.pendingInterceptors().length);

  const h = new Headers([['b', '2'], ['A', '1'], ['a', '3'], ['set-cookie', 'k=v'], ['Set-Cookie', 'l=w']]);
  console.log([...h], h.get('A'), h.getSetCookie(), h.has('c'));
  for (const f of [() => h.set('bad name', '1'), () => h.append('x', 'a\nb'), () => new Request('/relative'), () => new Response('', { status: 99 }), () => new Request(origin, { method: 'TRACE' })]) {
    try { f(); } catch (e) { console.log(e.name, e.message); }
  }
  setCookie(h, { name: 'sid', value: 'abc', httpOnly: true, maxAge: 60, path: '/' });
  console.log(h.getSetCookie().at(-1), getCookies(new Headers({ cookie: 'a=b; c=d' })), parseMIMEType('Text/HTML; charset="utf-8"').essence);
  const form = new FormData();
  form.append('k', 'v');
  form.append('k', 'w');
  form.set('f', new File(['content'], 'f.txt', { type: 'text/plain' }));
  const sent = new Response(form);
  const back = await sent.formData();
  console.log(sent.headers.get('content-type').split('=')[0], back.getAll('k'), back.get('f').name, await back.get('f').text());
  const r = Response.json({ a: 1 }, { status: 202 });
  console.log(r.status, r.type, await r.clone().json(), Buffer.from(await r.arrayBuffer()).length, Response.error().type, Response.redirect(origin, 307).headers.get('location'));
  console.log(new errors.BodyTimeoutError('slow').code, getGlobalDispatcher() === mock);
  await mock.close();
  setGlobalDispatcher(new Agent());
})();
