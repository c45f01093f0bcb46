// Timers that are all overdue run by the time they were due at.
setTimeout(() => console.log('three'), 3);
setTimeout(() => console.log('two'), 2);
setTimeout(() => console.log('one'), 1);
setTimeout(() => console.log('two again'), 2);
const end = Date.now() + 20;
while (Date.now() < end);
