const net = require('net');
for (const text of ['127.0.0.1', '1.2.3', '01.2.3.4', '256.1.1.1', '::1', '::', '1::2::3', 'fe80::1%lo', '::ffff:1.2.3.4', '', 'x', null, undefined,
  4, { toString: () => '1.2.3.4' }, '[::1]', ' 1.2.3.4', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8:9']) {
  console.log(String(text), net.isIP(text), net.isIPv4(text), net.isIPv6(text));
}
