'use strict';
const define = (target, name, value, enumerable) =>
  Object.defineProperty(target, name, { __proto__: null, value, writable: true, enumerable, configurable: true });

function errorClass(name) {
  const constructor = { [name]: function (message, options) {
    const error = Reflect.construct(Error, options === undefined ? [message] : [message, options], new.target || constructor);
    Error.captureStackTrace(error, constructor);
    return error;
  } }[name];
  Object.setPrototypeOf(constructor, Error);
  Object.defineProperty(constructor, 'length', { __proto__: null, value: 1 });
  const prototype = Object.create(Error.prototype);
  define(prototype, 'constructor', constructor, false);
  define(prototype, 'name', name, false);
  define(prototype, 'message', '', false);
  Object.defineProperty(constructor, 'prototype', { __proto__: null, value: prototype, writable: false });
  return constructor;
}

async function read(source) {
  const response = await source;
  if (typeof Response !== 'function' || !(response instanceof Response))
    invalidSource(response);
  const type = response.headers.get('Content-Type');
  if (type !== 'application/wasm')
    invalidResponse(`has unsupported MIME type '${type}'`);
  if (!response.ok)
    invalidResponse(`has status code ${response.status}`);
  if (response.bodyUsed)
    invalidResponse('body has already been used');
  return response.arrayBuffer();
}

return {
  CompileError: errorClass('CompileError'),
  LinkError: errorClass('LinkError'),
  RuntimeError: errorClass('RuntimeError'),
  SuspendError: errorClass('SuspendError'),
  compileStreaming: { compileStreaming: (source) => read(source).then(compile) }.compileStreaming,
  instantiateStreaming: { instantiateStreaming: (source, ...imports) =>
    read(source).then((bytes) => instantiate(bytes, ...imports)) }.instantiateStreaming,
};
