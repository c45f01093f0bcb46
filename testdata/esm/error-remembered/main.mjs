for (let i = 0; i < 2; i++) await import('./bad.mjs').catch((e) => console.log(i, e));
await import('./undef.mjs').then(console.log, (e) => console.log('rejected', e));
