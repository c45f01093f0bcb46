'use strict';
const log = (...args) => console.log(...args);
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data, target, ports, constructor }) => {
  log('message', data, target === port2, ports.length, constructor.name);
  if (data === 'last') port2.close();
};
port2.on('close', () => log('close'));
const sent = { a: [1] };
port1.postMessage(sent);
sent.a.push(2);
const inner = new MessageChannel();
inner.port2.on('message', (m) => { log('through', m); inner.port2.close(); });
port2.addEventListener('message', ({ ports }) => ports[0]?.postMessage('moved'));
port1.postMessage('with port', [inner.port1]);
port1.postMessage('last');
log('sync');
process.nextTick(() => log('tick'));
Promise.resolve().then(() => log('microtask'));
for (const bad of [() => port1.postMessage(() => {}), () => port1.postMessage(), () => new MessagePort(), () => new BroadcastChannel()]) {
  try { bad(); } catch (err) { log(err.name, err.code); }
}
const a = new BroadcastChannel('news');
const b = new BroadcastChannel('news');
b.onmessage = (e) => { log('broadcast', e.data); a.close(); b.close(); };
a.onmessage = () => log('not to itself');
setTimeout(() => a.postMessage({ n: 1 }), 20);
