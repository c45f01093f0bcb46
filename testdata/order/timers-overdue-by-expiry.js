// Timers that are all overdue run by the time they were due at.
setTimeout(() => console.log('three'), 60);
setTimeout(() => console.log('two'), 40);
setTimeout(() => console.log('one'), 20);
setTimeout(() => console.log('two again'), 40);
const end = Date.now() + 120;
while (Date.now() < end);
