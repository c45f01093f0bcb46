// Not a number, negative and too long durations count as one millisecond.
setTimeout(() => console.log('NaN'), NaN);
setTimeout(() => console.log('negative'), -5);
setTimeout(() => console.log('string'), '1');
setTimeout(() => console.log('too long'), 2 ** 31);
setTimeout(() => console.log('fraction'), 1.7);
setTimeout(() => console.log('undefined'));
