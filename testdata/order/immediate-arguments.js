setImmediate((...args) => console.log(args), 'x', 'y', 3);
setImmediate(function () {
  console.log(typeof this, this === globalThis, this.constructor.name);
  setTimeout(function (...args) {
    console.log(this.constructor.name, args);
  }, 1, 'z');
});
