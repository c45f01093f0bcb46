class MyError extends Error {
  constructor(m) {
    super(m);
    this.name = 'MyError';
  }
}
function thrower() {
  throw new MyError('mine');
}
setTimeout(thrower, 1);
