console.log('once');
await 0;
throw new Error('bad');
