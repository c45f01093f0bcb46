const err = new Error('outer', { cause: new TypeError('inner') });
err.code = 'E_CODE';
err.detail = { a: 1 };
throw err;
