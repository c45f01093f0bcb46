await import('./a.mjs').catch((e) => console.log(e.name, e.message));
await import('./self.mjs').then(console.log, (e) => console.log(e.name, e.message));
