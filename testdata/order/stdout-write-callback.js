process.stdout.write('one\n', () => console.log('callback'));
console.log('two');
process.nextTick(() => console.log('tick'));
process.on('exit', () => process.stdout.write('written while exiting\n'));
