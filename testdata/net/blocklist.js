const { BlockList, SocketAddress } = require('net');
const list = new BlockList();
list.addAddress('1.2.3.4');
list.addRange('10.0.0.1', '10.0.0.9');
list.addSubnet('192.168.0.0', 16);
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
list.addCIDRs(['172.16.0.0/12', '::1/128']);
console.log(list, list.size, JSON.stringify(list));
for (const [address, family] of [['1.2.3.4'], ['1.2.3.5'], ['10.0.0.5'], ['10.0.0.10'], ['192.168.7.7'], ['::1', 'ipv6'],
  ['::ffff:1.2.3.4', 'ipv6'], ['8592:757c:efae:4e45::9', 'IPv6'], ['x'], ['172.31.255.255']]) {
  console.log(address, list.check(address, family));
}
list.removeAddress('1.2.3.4');
list.removeCIDR('172.16.0.0/12');
console.log(list.rules);
const attempt = (label, f) => { try { console.log(label, f()); } catch (err) { console.log(label, err.name, err.code, err.message); } };
attempt('address', () => list.addAddress(1));
attempt('text', () => list.addAddress('x'));
attempt('family', () => list.addAddress('1.1.1.1', 'ipv5'));
attempt('range', () => list.addRange('1.1.1.9', '1.1.1.1'));
attempt('prefix', () => list.addSubnet('1.1.1.1', 33));
attempt('cidr', () => list.addCIDR('1.1.1.1'));
attempt('cidr prefix', () => list.addCIDR('1.1.1.1/33'));
attempt('json', () => list.fromJSON(1));
const address = new SocketAddress({ address: '1.2.3.4', port: 80 });
console.log(address, JSON.stringify(address), SocketAddress.isSocketAddress(address), list.check(address));
for (const text of ['1.2.3.4:8080', '[::1]:8080', '1.2.3.4', '::1', 'localhost:1', '1.2.3.4:99999', '0x7f.1:8080']) {
  console.log(text, SocketAddress.parse(text));
}
attempt('port', () => new SocketAddress({ port: -1 }));
attempt('bad', () => new SocketAddress({ address: 'x' }));
attempt('flow', () => new SocketAddress({ flowlabel: -1 }));
