process.on('unhandledRejection', () => {
  throw new Error('from the handler');
});
process.on('exit', (code) => console.log('exit', code));
Promise.reject(new Error('x'));
