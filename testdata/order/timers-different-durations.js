// In order of expiry, and in order of creation among those of one duration.
setTimeout(() => console.log('30 a'), 30);
setTimeout(() => console.log('10 a'), 10);
setTimeout(() => console.log('20 a'), 20);
setTimeout(() => console.log('10 b'), 10);
setTimeout(() => console.log('30 b'), 30);
setTimeout(() => console.log('0'), 0);
setTimeout(() => console.log('1'), 1);
