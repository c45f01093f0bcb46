'use strict';
const state = new WeakMap();
const codes = new Map();
const disused = new Set(['DOMStringSizeError', 'NoDataAllowedError', 'ValidationError']);

function internals(self, type = 'DOMException') {
  const found = state.get(self);
  if (found === undefined) throw node.coded('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`);
  return found;
}

class DOMException {
  constructor(message = '', options = 'Error') {
    const self = new Error();
    Object.setPrototypeOf(self, new.target.prototype);
    if (options && typeof options === 'object') {
      const { name } = options;
      state.set(self, { message: `${message}`, name: `${name}` });
      if ('cause' in options) {
        Object.defineProperty(self, 'cause', {
          value: options.cause, configurable: true, writable: true, enumerable: false,
        });
      }
    } else {
      state.set(self, { message: `${message}`, name: `${options}` });
    }
    const { name, message: text } = state.get(self);
    setStackHeader(self, text === '' ? name : `${name}: ${text}`);
    return self;
  }
  [kClone]() {
    const { name, message } = internals(this);
    const copy = new DOMException(message, name);
    copy.stack = this.stack;
    return copy;
  }
  get name() { return internals(this).name; }
  get message() { return internals(this).message; }
  get code() {
    const { name } = internals(this);
    return disused.has(name) ? 0 : codes.get(name) ?? 0;
  }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
Object.defineProperties(DOMException.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'DOMException' },
  name: { enumerable: true, configurable: true },
  message: { enumerable: true, configurable: true },
  code: { enumerable: true, configurable: true },
});

const names = [
  'IndexSize', 'DOMStringSize', 'HierarchyRequest', 'WrongDocument', 'InvalidCharacter', 'NoDataAllowed',
  'NoModificationAllowed', 'NotFound', 'NotSupported', 'InUseAttribute', 'InvalidState', 'Syntax',
  'InvalidModification', 'Namespace', 'InvalidAccess', 'Validation', 'TypeMismatch', 'Security', 'Network', 'Abort',
  'URLMismatch', 'QuotaExceeded', 'Timeout', 'InvalidNodeType', 'DataClone',
];
for (let i = 0; i < names.length; i++) {
  const constant = names[i] === 'DOMStringSize' ? 'DOMSTRING_SIZE_ERR' :
    names[i] === 'InUseAttribute' ? 'INUSE_ATTRIBUTE_ERR' :
      names[i] === 'URLMismatch' ? 'URL_MISMATCH_ERR' :
        names[i].replace(/(?<!^)[A-Z]/g, '_$&').toUpperCase() + '_ERR';
  const property = { enumerable: true, value: i + 1 };
  Object.defineProperty(DOMException, constant, property);
  Object.defineProperty(DOMException.prototype, constant, property);
  codes.set(names[i] + 'Error', i + 1);
}

function amount(options, name) {
  if (!(name in options)) return null;
  const value = +options[name];
  if (!Number.isFinite(value)) {
    throw new TypeError(`Cannot convert options.${name} to a double: the value is ${Number.isNaN(value) ? 'NaN' : 'Infinity'}`);
  }
  if (value < 0) throw new RangeError(`options.${name} must not be negative`);
  return value;
}

const quotas = new WeakMap();
class QuotaExceededError extends DOMException {
  constructor(message = '', options = {}) {
    const self = super(message, 'QuotaExceededError') ?? this;
    const quota = options == null ? null : amount(options, 'quota');
    const requested = options == null ? null : amount(options, 'requested');
    if (quota !== null && requested !== null && requested < quota) {
      throw new RangeError('options.requested must not be less than options.quota');
    }
    quotas.set(self, { quota, requested });
    return self;
  }
  get quota() { return quotaOf(this).quota; }
  get requested() { return quotaOf(this).requested; }
}
function quotaOf(self) {
  internals(self, 'QuotaExceededError');
  return quotas.get(self) ?? internals(undefined, 'QuotaExceededError');
}
Object.defineProperties(QuotaExceededError.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'QuotaExceededError' },
  quota: { enumerable: true, configurable: true },
  requested: { enumerable: true, configurable: true },
});

return { DOMException, QuotaExceededError };
