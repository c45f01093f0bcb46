process.once('SIGINT', () => {
  console.log('once');
  process.kill(process.pid, 'SIGINT');
});
setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGINT');
