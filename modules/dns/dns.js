// node:dns: lookup, lookupService, and the default resolver's methods.
'use strict';

const { Resolver, PromisesResolver, methods, dnsError } = resolvers;
const orders = ['verbatim', 'ipv4first', 'ipv6first'];
const families = [0, 4, 6];
const ADDRCONFIG = 32;
const ALL = 16;
const V4MAPPED = 8;

let defaultOrder = orders.includes(binding.order) ? binding.order : 'verbatim';

const given = (value) => value !== undefined && value !== null;

function checkHints(hints) {
  validate.number(hints, 'options.hints');
  hints = hints >>> 0;
  if ((hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw validate.invalidArgValue('hints', hints);
}

function familyOf(value, name) {
  if (value === 'IPv4') return 4;
  if (value === 'IPv6') return 6;
  validate.oneOf(value, name, families);
  return value + 0;
}

// settings reads the options of lookup, in Node's order of complaints.
function settings(options) {
  const result = { family: 0, all: false, order: defaultOrder };
  if (typeof options === 'number') {
    validate.oneOf(options, 'family', families);
    result.family = options + 0;
  } else if (given(options)) {
    if (given(options.hints)) checkHints(options.hints);
    if (given(options.family)) result.family = familyOf(options.family, 'options.family');
    if (given(options.all)) {
      validate.boolean(options.all, 'options.all');
      result.all = options.all;
    }
    if (given(options.verbatim)) {
      validate.boolean(options.verbatim, 'options.verbatim');
      result.order = options.verbatim ? 'verbatim' : 'ipv4first';
    }
    if (given(options.order)) {
      validate.oneOf(options.order, 'options.order', orders);
      result.order = options.order;
    }
  }
  return result;
}

function checkHostname(hostname) {
  if (!hostname) return;
  validate.string(hostname, 'hostname');
  if (hostname.includes('\u0000')) {
    throw validate.invalidArgValue('hostname', hostname, 'must be a string without null bytes');
  }
}

function noHostname(hostname) {
  return validate.invalidArgValue('hostname', hostname, 'must be a non-empty string');
}

// find looks up and calls done(err, addresses), where an address is
// { address, family }.
function find(hostname, { family, order }, done) {
  binding.getaddrinfo(hostname, family, order, (code, list) => {
    if (code !== undefined) {
      done(dnsError(code, 'getaddrinfo', hostname));
      return;
    }
    done(null, list.map((address) => ({ address, family: family || binding.isIP(address) })));
  });
}

function lookup(hostname, options, callback) {
  checkHostname(hostname);
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (options !== undefined && typeof options !== 'object' && typeof options !== 'number') {
    validate.function(arguments.length === 2 ? options : callback, 'callback');
    throw validate.invalidArgType('options', ['integer', 'object'], options);
  }
  validate.function(callback, 'callback');
  const wanted = settings(options);
  if (!hostname) throw noHostname(hostname);
  const answer = (list) => {
    if (wanted.all) callback(null, list);
    else callback(null, list[0].address, list[0].family);
  };
  const version = binding.isIP(hostname);
  if (version) {
    process.nextTick(answer, [{ address: hostname, family: version }]);
    return {};
  }
  find(hostname, wanted, (err, list) => err ? callback(err) : answer(list));
  return new GetAddrInfoReqWrap(callback, wanted.family, hostname);
}

class GetAddrInfoReqWrap {
  constructor(callback, family, hostname) {
    this.callback = callback;
    this.family = family;
    this.hostname = hostname;
  }
}

function promisesLookup(hostname, options) {
  checkHostname(hostname);
  if (options !== undefined && typeof options !== 'object' && typeof options !== 'number') {
    throw validate.invalidArgType('options', ['integer', 'object'], options);
  }
  const wanted = settings(options);
  if (!hostname) return Promise.reject(noHostname(hostname));
  const version = binding.isIP(hostname);
  if (version) {
    const found = { address: hostname, family: version };
    return Promise.resolve(wanted.all ? [found] : found);
  }
  return new Promise((resolve, reject) => {
    find(hostname, wanted, (err, list) => err ? reject(err) : resolve(wanted.all ? list : list[0]));
  });
}

function checkService(address, port) {
  if (binding.isIP(address) === 0) throw validate.invalidArgValue('address', address);
  return validate.port(port);
}

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw validate.missingArgs(['address', 'port', 'callback']);
  port = checkService(address, port);
  validate.function(callback, 'callback');
  binding.getnameinfo(address, port, (code, hostname, service) => {
    if (code !== undefined) callback(dnsError(code, 'getnameinfo', address));
    else callback(null, hostname, service);
  });
  return {};
}

function promisesLookupService(address, port) {
  if (arguments.length !== 2) throw validate.missingArgs(['address', 'port']);
  port = checkService(address, port);
  return new Promise((resolve, reject) => {
    binding.getnameinfo(address, port, (code, hostname, service) => {
      if (code !== undefined) reject(dnsError(code, 'getnameinfo', address));
      else resolve({ hostname, service });
    });
  });
}
Object.defineProperty(promisesLookup, 'name', { value: 'lookup' });
Object.defineProperty(promisesLookupService, 'name', { value: 'lookupService' });

const custom = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(lookup, custom, { value: promisesLookup, configurable: true });
Object.defineProperty(lookupService, custom, { value: promisesLookupService, configurable: true });

function getDefaultResultOrder() { return defaultOrder; }

function setDefaultResultOrder(value) {
  validate.oneOf(value, 'dnsOrder', orders);
  defaultOrder = value;
}

const constants = {};
['NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY', 'BADRESP',
 'CONNREFUSED', 'TIMEOUT', 'EOF', 'FILE', 'NOMEM', 'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS',
 'NOTINITIALIZED', 'LOADIPHLPAPI', 'ADDRGETNETWORKPARAMS', 'CANCELLED'].forEach((name) => {
  constants[name] = name === 'EOF' ? 'EOF' : 'E' + name;
});

// bind adds the methods of a default resolver.
function bind(target, resolver) {
  target.getServers = resolver.getServers.bind(resolver);
  target.resolve = resolver.resolve.bind(resolver);
  Object.keys(methods).sort().forEach((method) => {
    target[method] = resolver[method].bind(resolver);
  });
  return target;
}

const promises = {
  lookup: promisesLookup, lookupService: promisesLookupService, Resolver: PromisesResolver,
  getDefaultResultOrder, setDefaultResultOrder,
  setServers: function defaultResolverSetServers(servers) { setServers(servers); },
  ...constants,
};

function setServers(servers) {
  const resolver = new Resolver();
  resolver.setServers(servers);
  const promised = new PromisesResolver();
  promised.setServers(servers);
  bind(exports, resolver);
  bind(promises, promised);
}

const exports = {
  lookup, lookupService, Resolver, getDefaultResultOrder, setDefaultResultOrder,
  setServers: function defaultResolverSetServers(servers) { setServers(servers); },
  ADDRCONFIG, ALL, V4MAPPED,
  ...constants,
};
bind(exports, new Resolver());
bind(promises, new PromisesResolver());
Object.defineProperty(exports, 'promises', { get() { return promises; }, configurable: true, enumerable: true });
return exports;
