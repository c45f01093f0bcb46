const attempt = (label, f) => { try { console.log(label, f()); } catch (err) { console.log(label, err.name, err.code, err.message); } };
for (const code of ['x', 1.5, NaN, '', '5', '5.5', {}, [], true, null, undefined]) {
  attempt(`exitCode ${String(code)}`, () => { process.exitCode = code; return process.exitCode; });
}
process.exitCode = undefined;
for (const time of ['x', null, 1, {}]) attempt(`hrtime ${time}`, () => process.hrtime(time));
attempt('hrtime length', () => process.hrtime([1]));
attempt('hrtime', () => process.hrtime().length + typeof process.hrtime.bigint());
for (const pid of ['x', undefined, null, 1.5]) attempt(`kill ${pid}`, () => process.kill(pid));
attempt('signal', () => process.kill(process.pid, 'SIGNOTHING'));
attempt('no process', () => process.kill(2 ** 22 + 1, 0));
attempt('alive', () => process.kill(process.pid, 0));
attempt('chdir', () => process.chdir(1));
for (const mask of ['x', {}, -1, '9', 2 ** 40]) attempt(`umask ${mask}`, () => process.umask(mask));
attempt('umask', () => { const old = process.umask('022'); return [process.umask(old), process.umask() === old]; });
attempt('nextTick', () => process.nextTick());
for (const before of [1, {}, { user: -1, system: 1 }, { user: 1, system: 'x' }]) attempt('cpuUsage', () => process.cpuUsage(before));
attempt('capture', () => process.setUncaughtExceptionCaptureCallback(1));
attempt('capture twice', () => {
  process.setUncaughtExceptionCaptureCallback(() => {});
  process.setUncaughtExceptionCaptureCallback(() => {});
});
attempt('has capture', () => process.hasUncaughtExceptionCaptureCallback());
process.setUncaughtExceptionCaptureCallback(null);
for (const args of [[1], ['x', 1], ['x', 'a', 1], [], ['x', []]]) attempt('emitWarning', () => process.emitWarning(...args));
attempt('builtin', () => [process.getBuiltinModule('none'), typeof process.getBuiltinModule('fs'), process.getBuiltinModule('node:fs') === require('fs')]);
attempt('builtin type', () => process.getBuiltinModule(1));
attempt('maps', () => process.setSourceMapsEnabled(1));
attempt('env file', () => process.loadEnvFile(1));
attempt('no env file', () => process.loadEnvFile('/nonexistent'));
attempt('exit', () => process.exit('x'));
