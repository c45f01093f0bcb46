'use strict';
const http = require('http');

const server = http.createServer((req, res) => setImmediate(() => res.end(req.url)));
const count = (set) => Object.keys(set).map((name) => [name.replace(/:\d+:/, ':PORT:'), set[name].length]);

const get = (agent, path, extra) => new Promise((resolve, reject) => {
  const req = http.get({ port: server.address().port, host: '127.0.0.1', path, agent, ...extra }, (res) => {
    res.resume();
    res.on('end', () => resolve(req));
  });
  req.on('error', reject);
});
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

server.listen(0, '127.0.0.1', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 1 });
  agent.on('free', () => console.log('free'));
  const all = [1, 2, 3, 4].map((i) => get(agent, '/' + i));
  console.log('busy', count(agent.sockets), count(agent.requests), count(agent.freeSockets), agent.totalSocketCount);
  const done = await Promise.all(all);
  await settled();
  console.log('reused', done.map((req) => req.reusedSocket));
  console.log('idle', count(agent.sockets), count(agent.requests), count(agent.freeSockets), agent.totalSocketCount);
  console.log('again', (await get(agent, '/5')).reusedSocket);
  await settled();
  agent.destroy();
  await settled();
  console.log('destroyed', count(agent.sockets), count(agent.freeSockets), agent.totalSocketCount);

  const once = new http.Agent();
  console.log('no keep-alive', (await get(once, '/6')).getHeader('connection'), once.keepAlive);
  console.log(http.globalAgent.keepAlive, http.globalAgent.options, http.globalAgent.maxSockets);
  console.log(once.getName(), once.getName({ host: 'a', port: 1, localAddress: 'b', family: 4, socketPath: '/s' }));
  for (const options of [{ scheduling: 'x' }, { maxTotalSockets: 0 }, { maxTotalSockets: 'x' }]) {
    try {
      http.Agent(options);
    } catch (err) {
      console.log(err.code, err.message);
    }
  }
  server.close(() => console.log('closed'));
  http.globalAgent.destroy();
});
