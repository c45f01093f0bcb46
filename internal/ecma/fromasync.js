(function (call, isConstructor, define, asyncIterator, iterator, toLength) {
  'use strict';
  const isObject = (v) => typeof v === 'object' ? v !== null : typeof v === 'function';
  function method(items, symbol) {
    const f = items[symbol];
    if (f === undefined || f === null) return undefined;
    if (typeof f !== 'function') throw new TypeError(`${String(symbol)} is not a function`);
    return f;
  }
  async function close(it, error) {
    try {
      const f = method(it, 'return');
      if (f !== undefined) await call(f, it);
    } catch {
      // the first error counts
    }
    throw error;
  }
  // What an iterator that is not asynchronous gives is waited for.
  async function settle(result, it) {
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    const done = !!result.done;
    let value = result.value;
    if (done) {
      value = await value;
    } else {
      try {
        value = await value;
      } catch (error) {
        const f = method(it, 'return');
        if (f !== undefined) call(f, it);
        throw error;
      }
    }
    return { done, value };
  }
  return async function (C, items, mapper, thisArg) {
    if (mapper !== undefined && typeof mapper !== 'function') throw new TypeError(`${String(mapper)} is not a function`);
    const asynchronous = method(items, asyncIterator);
    const open = asynchronous === undefined ? method(items, iterator) : asynchronous;
    if (open === undefined) {
      const list = Object(items);
      const length = toLength(list.length);
      const made = isConstructor(C) ? new C(length) : toLength(length, true);
      for (let k = 0; k < length; k++) {
        let value = await list[k];
        if (mapper !== undefined) value = await call(mapper, thisArg, value, k);
        define(made, k, value);
      }
      made.length = length;
      return made;
    }
    const made = isConstructor(C) ? new C() : [];
    const it = call(open, items);
    if (!isObject(it)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
    const next = it.next;
    for (let k = 0; ; k++) {
      let result = call(next, it);
      result = await (asynchronous === undefined ? settle(result, it) : result);
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (result.done) {
        made.length = k;
        return made;
      }
      let value = result.value;
      try {
        if (mapper !== undefined) value = await call(mapper, thisArg, value, k);
        define(made, k, value);
      } catch (error) {
        await close(it, error);
      }
    }
  };
})
