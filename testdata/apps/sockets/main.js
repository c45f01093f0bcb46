'use strict';
// WebSockets (ws), and socket.io over them and over polling.
const http = require('node:http');
const { once } = require('node:events');
const WebSocket = require('ws');
const { Server } = require('socket.io');
const { io } = require('socket.io-client');

async function webSockets() {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  let closed;
  const wss = new WebSocket.Server({ server, path: '/ws', perMessageDeflate: { threshold: 10 }, handleProtocols: (p) => [...p][0] });
  wss.on('connection', (socket, req) => {
    console.log('server', req.url, socket.protocol);
    socket.on('message', (data, binary) => socket.send(binary ? Buffer.from(data).reverse() : `echo ${data}`, { binary }));
    socket.on('ping', (d) => console.log('ping', String(d)));
    closed = once(socket, 'close');
  });
  const url = `ws://127.0.0.1:${server.address().port}`;
  const client = new WebSocket(`${url}/ws`, ['chat', 'other']);
  await once(client, 'open');
  console.log(client.protocol, client.extensions, client.readyState);
  client.ping('p');
  await once(client, 'pong');
  for (const message of ['hello', 'x'.repeat(70000), Buffer.from([1, 2, 3])]) {
    client.send(message);
    const [data, binary] = await once(client, 'message');
    console.log(binary, data.length, String(data.subarray(0, 12)));
  }
  client.close(4001, 'bye');
  const [code, reason] = await once(client, 'close');
  console.log('client close', code, String(reason));
  console.log('server close', ...(await closed).map(String));
  const refused = new WebSocket(`${url}/elsewhere`);
  console.log((await once(refused, 'error'))[0].message);
  wss.close();
  server.close();
  await once(server, 'close');
}

async function socketIO(transports) {
  const server = http.createServer();
  const ios = new Server(server, { serveClient: false });
  ios.use((socket, next) => next(socket.handshake.auth.token === 'good' ? undefined : new Error('denied')));
  ios.on('connection', (socket) => {
    socket.join('room');
    socket.on('add', (a, b, answer) => answer(a + b));
    socket.on('binary', (buffer) => socket.emit('back', { nested: [buffer, 1] }));
    socket.on('disconnect', (why) => console.log('server disconnect', why));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  const options = { transports, forceNew: true, reconnection: false };
  const client = io(url, { ...options, auth: { token: 'good' } });
  await new Promise((r) => client.once('connect', r));
  console.log(transports, client.io.engine.transport.name, await client.emitWithAck('add', 2, 3));
  client.emit('binary', Buffer.from('bytes'));
  console.log(await new Promise((r) => client.once('back', r)));
  const heard = new Promise((r) => client.once('news', (...a) => r(a)));
  ios.to('room').emit('news', { a: 1 }, [2]);
  console.log(await heard);
  const bad = io(url, options);
  console.log(await new Promise((r) => bad.once('connect_error', (e) => r(e.message))));
  bad.close();
  client.disconnect();
  await new Promise((r) => ios.close(r));
}
webSockets().then(() => socketIO(['websocket'])).then(() => socketIO(['polling'])).then(() => console.log('done'));
