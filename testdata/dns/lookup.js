const dns = require('dns');
const attempt = (label, f) => { try { const r = f(); console.log(label, typeof r); if (r && r.catch) r.catch((e) => console.log(label, 'rejected', e.code)); } catch (err) { console.log(label, err.name, err.code, err.message); } };
dns.lookup('127.0.0.1', (...args) => {
  console.log(args);
  dns.lookup('::1', { all: true }, (...args) => {
    console.log(args);
    dns.promises.lookup('127.0.0.1', 4).then(console.log);
  });
});
const ignore = () => {};
for (const options of [{ family: 5 }, { hints: 100 }, { all: 1 }, { order: 'x' }, { verbatim: 1 }, 5, 'x']) {
  attempt(`lookup ${JSON.stringify(options)}`, () => dns.lookup('127.0.0.1', options, ignore));
}
attempt('hostname', () => dns.lookup(1, ignore));
attempt('empty', () => dns.lookup('', ignore));
attempt('callback', () => dns.lookup('x'));
attempt('promise', () => dns.promises.lookup());
attempt('service', () => dns.lookupService('x', 80, ignore));
attempt('service port', () => dns.lookupService('127.0.0.1', 'x', ignore));
attempt('service arguments', () => dns.lookupService('127.0.0.1', 80));
attempt('resolve', () => dns.resolve('x', 'ZZ', ignore));
attempt('resolve4', () => dns.resolve4('x', {}));
attempt('reverse', () => dns.reverse('x', ignore));
for (const servers of [undefined, 'x', ['x'], [1], ['1.2.3.4', '::1', '[::1]:53', '1.1.1.1:53', '1.1.1.1:5353']]) {
  attempt(`servers ${JSON.stringify(servers)}`, () => { dns.setServers(servers); console.log(dns.getServers()); });
}
attempt('order', () => dns.setDefaultResultOrder('x'));
console.log(dns.getDefaultResultOrder());
attempt('timeout', () => new dns.Resolver({ timeout: 'x' }));
attempt('tries', () => new dns.Resolver({ tries: 0 }));
console.log(dns.NOTFOUND, dns.ADDRCONFIG, dns.promises.NODATA, require('dns/promises') === dns.promises);
