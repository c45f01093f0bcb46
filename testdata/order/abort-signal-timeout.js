const s = AbortSignal.timeout(5);
s.onabort = () => console.log('abort', s.reason.name, s.reason.message);
const any = AbortSignal.any([s, new AbortController().signal]);
any.onabort = () => console.log('any', any.reason === s.reason);
setTimeout(() => console.log('end', s.aborted), 50);
console.log(s.aborted);
