// node:https. There is no TLS yet: what would open a connection throws.
'use strict';

function HttpsAgent(options) {
  if (!(this instanceof HttpsAgent)) return new HttpsAgent(options);
  options = Object.assign({ __proto__: null }, options);
  if (options.defaultPort === undefined) options.defaultPort = 443;
  if (options.protocol === undefined) options.protocol = 'https:';
  Agent.call(this, options);
  this.maxCachedSessions = this.options.maxCachedSessions;
  if (this.maxCachedSessions === undefined) this.maxCachedSessions = 100;
  this._sessionCache = { map: {}, list: [] };
}
Object.setPrototypeOf(HttpsAgent.prototype, Agent.prototype);
Object.setPrototypeOf(HttpsAgent, Agent);
Object.defineProperty(HttpsAgent, 'name', { value: 'Agent', configurable: true });

HttpsAgent.prototype.createConnection = function createConnection() {
  throw validate.notImplemented('https.Agent.prototype.createConnection');
};

HttpsAgent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  return Agent.prototype.keepSocketAlive.call(this, socket);
};

// Options that tell connections apart; those named undefined count when set
// to anything.
const named = ['ca', 'cert', 'clientCertEngine', 'ciphers', 'key', 'pfx', 'rejectUnauthorized?', 'servername', 'minVersion',
               'maxVersion', 'secureProtocol', 'crl', 'honorCipherOrder?', 'ecdhCurve', 'dhparam', 'secureOptions?',
               'sessionIdContext', 'sigalgs', 'privateKeyIdentifier', 'privateKeyEngine'];

HttpsAgent.prototype.getName = function getName(options = {}) {
  let name = Agent.prototype.getName.call(this, options);
  for (const field of named) {
    name += ':';
    const key = field.replace('?', '');
    const value = options[key];
    if (key === 'servername' && value === options.host) continue;
    if (field !== key ? value !== undefined : value) name += key === 'sigalgs' ? JSON.stringify(value) : value;
  }
  return name;
};

HttpsAgent.prototype._getSession = function _getSession(key) { return this._sessionCache.map[key]; };

HttpsAgent.prototype._cacheSession = function _cacheSession(key, session) {
  if (this.maxCachedSessions === 0) return;
  const { map, list } = this._sessionCache;
  if (!map[key]) {
    if (list.length >= this.maxCachedSessions) delete map[list.shift()];
    list.push(key);
  }
  map[key] = session;
};

HttpsAgent.prototype._evictSession = function _evictSession(key) {
  const { map, list } = this._sessionCache;
  const i = list.indexOf(key);
  if (i === -1) return;
  list.splice(i, 1);
  delete map[key];
};

function Server(opts, requestListener) {
  throw validate.notImplemented('https.Server');
}

for (const name of ['close', 'closeAllConnections', 'closeIdleConnections', 'setTimeout']) {
  Server.prototype[name] = { [name]() { throw validate.notImplemented(`https.Server.prototype.${name}`); } }[name];
}

function createServer(opts, requestListener) {
  throw validate.notImplemented('https.createServer');
}

function request(...args) {
  let options = {};
  if (typeof args[0] === 'string' || args[0] instanceof URL) {
    options = urlToHttpOptions(new URL(args.shift()));
  }
  if (args[0] && typeof args[0] !== 'function') Object.assign(options, args.shift());
  options._defaultAgent = https.globalAgent;
  return new http.ClientRequest(options, ...args);
}

function get(input, options, cb) {
  const req = request(input, options, cb);
  req.end();
  return req;
}

const https = {
  Agent: HttpsAgent,
  globalAgent: new HttpsAgent({ keepAlive: true, scheduling: 'lifo', timeout: 5000, proxyEnv: undefined }),
  Server,
  createServer,
  get,
  request,
};

return https;
