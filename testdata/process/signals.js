if (process.platform === 'win32') process.exit();
let count = 0;
const alive = setInterval(() => {}, 1000);
const listener = (signal, number) => {
  console.log('got', signal, number);
  if (++count === 2) {
    process.off('SIGUSR2', listener);
    clearInterval(alive);
  } else {
    process.kill(process.pid, 'SIGUSR2');
  }
};
process.on('SIGUSR2', listener);
console.log(process.listenerCount('SIGUSR2'));
process.kill(process.pid, 'SIGUSR2');
try { process.on('SIGKILL', () => {}); } catch (err) { console.log(err.message, err.code, err.syscall); }
