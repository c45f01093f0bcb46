function thrower() {
  throw new TypeError('from a');
}
thrower();
