'use strict';
const http = require('http');

const tell = (name, f) => {
  try {
    console.log(name, f());
  } catch (err) {
    console.log(name, `${err.name} ${err.code} ${err.message}`);
  }
};

const m = new http.OutgoingMessage();
tell('none', () => [m.getHeaders(), m.getHeaderNames(), m.getRawHeaderNames(), m.hasHeader('a'), m.getHeader('a')]);
tell('set', () => m.setHeader('X-First', 'one') === m);
m.setHeader('x-list', ['a', 'b']);
m.setHeader('X-Number', 3);
m.setHeader('x-FIRST', 'again');
m.appendHeader('X-Number', '4');
m.appendHeader('X-New', 'n');
tell('all', () => m.getHeaders());
tell('names', () => [m.getHeaderNames(), m.getRawHeaderNames()]);
tell('get', () => [m.getHeader('X-LIST'), m.getHeader('x-number'), m.hasHeader('X-new')]);
m.removeHeader('x-list');
m.setHeaders(new Map([['a', '1'], ['set-cookie', ['x', 'y']]]));
tell('after', () => m.getHeaders());
tell('rendered', () => m._renderHeaders());

tell('bad name', () => m.setHeader('a b', 'c'));
tell('no name', () => m.setHeader());
tell('number name', () => m.setHeader(404, 'c'));
tell('no value', () => m.setHeader('a'));
tell('bad value', () => m.setHeader('a', 'b\nc'));
tell('wide value', () => m.setHeader('a', 'あ'));
tell('append no value', () => m.appendHeader('a'));
tell('get no name', () => m.getHeader());
tell('has no name', () => m.hasHeader(1));
tell('remove no name', () => m.removeHeader());
tell('setHeaders', () => m.setHeaders(['a']));
tell('setHeaders undefined', () => m.setHeaders());
tell('implicit', () => m._implicitHeader());
tell('write', () => m.write(''));
tell('trailers', () => m.addTrailers({ 'a b': 'c' }));
tell('trailer value', () => m.addTrailers({ a: 'b\r' }));
tell('validate name', () => http.validateHeaderName(' x'));
tell('validate label', () => http.validateHeaderName('', 'Thing'));
tell('validate value', () => http.validateHeaderValue('x', undefined));
tell('validate char', () => http.validateHeaderValue('x', 'a\u0100'));
tell('validate fine', () => [http.validateHeaderName('x'), http.validateHeaderValue('x', 'y')]);

const res = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
tell('status', () => res.writeHead(99));
tell('status', () => res.writeHead('abc'));
tell('status', () => res.writeHead({}));
tell('reason', () => res.writeHead(200, 'a\nb'));
res.statusMessage = undefined;
tell('odd array', () => res.writeHead(200, ['a']));
tell('bad header', () => res.writeHead(200, { 'a b': 'c' }));
tell('undefined header', () => res.writeHead(200, { a: undefined }));
tell('hints', () => res.writeEarlyHints('x'));
tell('hints', () => res.writeEarlyHints({ link: 'nonsense' }));
tell('information', () => res.writeInformation(200));
tell('information', () => res.writeInformation(101));
res.writeHead(200, { a: 'b' });
tell('sent', () => [res.headersSent, res._header.replace(/Date: .*GMT/, 'Date:')]);
tell('set late', () => res.setHeader('a', 'b'));
tell('append late', () => res.appendHeader('a', 'b'));
tell('remove late', () => res.removeHeader('a'));
tell('head late', () => res.writeHead(200));
tell('continue late', () => res.writeContinue());
tell('trailer without chunks', () => {
  const r = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
  r.writeHead(200, { 'Trailer': 'x', 'Content-Length': 1 });
});
tell('null chunk', () => res.write(null));
tell('number chunk', () => res.write(1));
tell('object chunk', () => res.end({}));
