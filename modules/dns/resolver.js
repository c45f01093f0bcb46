// dns.Resolver, with callbacks and with promises.
'use strict';

const methods = {
  resolveAny: ['queryAny', 'ANY'], resolve4: ['queryA', 'A'], resolve6: ['queryAaaa', 'AAAA'],
  resolveCaa: ['queryCaa', 'CAA'], resolveCname: ['queryCname', 'CNAME'], resolveMx: ['queryMx', 'MX'],
  resolveNs: ['queryNs', 'NS'], resolveTlsa: ['queryTlsa', 'TLSA'], resolveTxt: ['queryTxt', 'TXT'],
  resolveSrv: ['querySrv', 'SRV'], resolvePtr: ['queryPtr', 'PTR'], resolveNaptr: ['queryNaptr', 'NAPTR'],
  resolveSoa: ['querySoa', 'SOA'], reverse: ['getHostByAddr', 'reverse'],
};
const byType = {};
Object.keys(methods).forEach((method) => {
  if (method !== 'reverse') byType[methods[method][1]] = method;
});

const state = new WeakMap();

function dnsError(code, syscall, hostname) {
  const err = new Error(`${syscall} ${code}${hostname === undefined ? '' : ' ' + hostname}`);
  err.errno = code === 'ENOTFOUND' && syscall.startsWith('get') && syscall !== 'getHostByAddr' ?
    -3008 : validate.errno(code) || undefined;
  err.code = code;
  err.syscall = syscall;
  if (hostname !== undefined) err.hostname = hostname;
  return err;
}

class ResolverBase {
  constructor(options) {
    let timeout = -1;
    let tries = 4;
    let maxTimeout = 0;
    if (options !== undefined && options !== null) {
      if (options.timeout !== undefined) validate.int32(options.timeout, 'options.timeout', -1);
      if (options.tries !== undefined) validate.int32(options.tries, 'options.tries', 1);
      if (options.maxTimeout !== undefined) validate.uint32(options.maxTimeout, 'options.maxTimeout');
      timeout = options.timeout === undefined ? -1 : options.timeout;
      tries = options.tries === undefined ? 4 : options.tries;
      maxTimeout = options.maxTimeout === undefined ? 0 : options.maxTimeout;
    }
    state.set(this, { timeout, tries, maxTimeout, servers: undefined, local4: '', local6: '', running: new Set() });
  }
  cancel() {
    const { running } = state.get(this);
    running.forEach((abort) => abort());
  }
  getServers() {
    const { servers } = state.get(this);
    return servers === undefined ? binding.systemServers() : servers.slice();
  }
  setServers(servers) {
    validate.array(servers, 'servers');
    const parsed = servers.map((server, i) => {
      validate.string(server, `servers[${i}]`);
      const address = binding.parseServer(server);
      if (address === undefined) {
        throw validate.typeError('ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${server}`);
      }
      return address;
    });
    if (state.get(this).running.size > 0) {
      throw validate.error('ERR_DNS_SET_SERVERS_FAILED',
                           `c-ares failed to set servers: "There are pending queries." [${servers}]`);
    }
    state.get(this).servers = Array.from(new Set(parsed));
  }
  setLocalAddress(ipv4, ipv6) {
    validate.string(ipv4, 'ipv4');
    if (ipv6 !== undefined) validate.string(ipv6, 'ipv6');
    const version = binding.isIP(ipv4);
    if (!version || ipv6 !== undefined && binding.isIP(ipv6) !== 10 - version) {
      throw validate.typeError('ERR_INVALID_ARG_VALUE', 'Invalid IP address.');
    }
    const self = state.get(this);
    if (version === 4) self.local4 = ipv4;
    else self.local6 = ipv4;
    if (ipv6 !== undefined) self[version === 4 ? 'local6' : 'local4'] = ipv6;
  }
}

function ask(resolver, method, name, options, done) {
  const [syscall, type] = methods[method];
  if (type === 'reverse' && !binding.isIP(name)) throw dnsError('EINVAL', syscall, name);
  const { timeout, maxTimeout, tries, local4, local6, running } = state.get(resolver);
  const ttl = Boolean(options && options.ttl);
  const request = { servers: resolver.getServers(), timeout, maxTimeout, tries, ttl, local4, local6 };
  const finish = (code, records) => {
    if (running.delete(abort)) done(code === undefined ? null : dnsError(code, syscall, name), records);
  };
  const stop = binding.query(type, name, request, finish);
  const abort = () => {
    stop();
    process.nextTick(finish, 'ECANCELLED');
  };
  running.add(abort);
}

class Resolver extends ResolverBase {}

class PromisesResolver extends ResolverBase {}
Object.defineProperty(PromisesResolver, 'name', { value: 'Resolver' });

Object.keys(methods).forEach((method) => {
  const name = methods[method][0];
  const withCallback = {
    [name](name, options, callback) {
      if (arguments.length <= 2 && typeof options === 'function') {
        callback = options;
        options = undefined;
      } else if (arguments.length <= 2) {
        callback = options;
      }
      validate.string(name, 'name');
      validate.function(callback, 'callback');
      ask(this, method, name, options, (err, records) => err ? callback(err) : callback(null, records));
      return {};
    },
  }[name];
  Object.defineProperty(withCallback, 'length', { value: 2, configurable: true });
  Resolver.prototype[method] = withCallback;
  PromisesResolver.prototype[method] = {
    [name](name, options) {
      validate.string(name, 'name');
      return new Promise((resolve, reject) => {
        ask(this, method, name, options, (err, records) => err ? reject(err) : resolve(records));
      });
    },
  }[name];
});

function methodOf(rrtype) {
  const method = byType[rrtype];
  if (method === undefined) throw validate.invalidArgValue('rrtype', rrtype);
  return method;
}

Resolver.prototype.resolve = function resolve(hostname, rrtype, callback) {
  if (typeof rrtype === 'function') {
    callback = rrtype;
    rrtype = 'A';
  } else {
    validate.string(rrtype, 'rrtype');
  }
  return this[methodOf(rrtype)](hostname, callback);
};

PromisesResolver.prototype.resolve = function resolve(hostname, rrtype) {
  if (rrtype === undefined) rrtype = 'A';
  else validate.string(rrtype, 'rrtype');
  return this[methodOf(rrtype)](hostname);
};

return { Resolver, PromisesResolver, methods, dnsError };
