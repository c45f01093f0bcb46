const e1 = await import('./bad.mjs').catch((e) => e);
const e2 = await import('./bad.mjs').catch((e) => e);
const e3 = await import('./uses.mjs').catch((e) => e);
console.log(e1 === e2, e2 === e3, e1.message);
