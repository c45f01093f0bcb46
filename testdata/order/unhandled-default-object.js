Promise.reject({ a: 1, toString() { return 'custom'; } });
