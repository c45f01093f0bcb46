const t = setTimeout(() => console.log('must not run'), 1);
console.log(t.close() === t);
{
  const u = setTimeout(() => console.log('disposed, must not run'), 1);
  u[Symbol.dispose]();
}
const i = setImmediate(() => console.log('disposed too'));
i[Symbol.dispose]();
console.log(t._destroyed, i._destroyed);
setTimeout(() => console.log('end'), 5);
