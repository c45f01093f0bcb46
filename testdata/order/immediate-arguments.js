setImmediate((...args) => console.log(args), 'x', 'y', 3);
setImmediate(function () { console.log(typeof this, this === globalThis, this.constructor.name); });
setTimeout(function () { console.log(this.constructor.name); clearTimeout(this); }, 1);
