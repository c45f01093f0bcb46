const e = new Error('x');
e.stack = 'my own stack';
e.extra = 1;
throw e;
