// What os functions throw, and what all systems have alike.
const os = require('os');
for (const f of [
  () => os.setPriority(), () => os.setPriority('x'), () => os.setPriority(0, 99), () => os.setPriority(0, 1.5), () => os.getPriority('x'),
  () => os.getPriority(2 ** 31), () => os.getPriority(-1), () => os.setPriority(-5, 1),
]) {
  try {
    f();
    console.log('no error');
  } catch (e) {
    console.log(e.name, e.code, e.message, e.info, e.errno, e.syscall, Object.keys(e).join());
  }
}
for (const name of Object.keys(os)) console.log(name, typeof os[name], os[name].name, os[name].length, typeof os[name]?.[Symbol.toPrimitive]);
console.log(os.EOL === '\n', os.devNull, `${os.endianness}`, os.constants.priority, Object.isFrozen(os.constants.signals));
console.log(Object.keys(os.cpus()[0]).join(), Object.keys(os.cpus()[0].times).join(), os.loadavg().length, Object.keys(os.userInfo()).join());
console.log(typeof os.totalmem(), os.freemem() <= os.totalmem(), os.uptime() > 0, os.availableParallelism() > 0, `${os.hostname}` === os.hostname());
console.log(os.userInfo({ encoding: 'buffer' }).username.toString() === os.userInfo().username, Object.getPrototypeOf(os.userInfo()));
process.env.TMPDIR = '/a/b/';
console.log(os.tmpdir());
process.env.TMPDIR = '';
process.env.TMP = '';
process.env.TEMP = '/';
console.log(os.tmpdir());
process.env.HOME = '/h';
console.log(os.homedir());
