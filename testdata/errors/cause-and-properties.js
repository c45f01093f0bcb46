class NotFound extends Error {
  constructor(what, options) {
    super(`${what} not found`, options);
    this.name = 'NotFound';
    this.what = what;
  }
}
throw new NotFound('page', { cause: new RangeError('too far', { cause: 'a string' }) });
