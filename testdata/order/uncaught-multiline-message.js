const e = new Error('line one\nline two');
throw e;
