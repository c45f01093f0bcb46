// http.Agent: a pool of connections for each host and port.
'use strict';

const net = require('net');
const EventEmitter = require('events');

const kOptions = Symbol('requestOptions');
const kResource = Symbol('requestAsyncResource');
const kGuard = Symbol('freeSocketDataGuard');
const kOnKeylog = Symbol('onkeylog');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.options = Object.assign({ __proto__: null }, options);
  this.defaultPort = this.options.defaultPort || 80;
  this.protocol = this.options.protocol || 'http:';
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  this.options.path = null; // or net would take it for the path of a pipe
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  const buffer = this.options.agentKeepAliveTimeoutBuffer;
  this.agentKeepAliveTimeoutBuffer = Number.isFinite(buffer) && buffer >= 0 ? buffer : 1000;
  const { proxyEnv } = this.options;
  if (typeof proxyEnv === 'object' && proxyEnv !== null) {
    this[binding.kProxy] = binding.proxy.fromEnv(proxyEnv, this.protocol);
  }
  validate.oneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets === undefined) this.maxTotalSockets = Infinity;
  else validate.number(this.maxTotalSockets, 'maxTotalSockets', 1);
  this.on('free', (socket, request) => onFree(this, socket, request));
  this.on('newListener', onNewListener);
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);

Agent.defaultMaxSockets = Infinity;

// onFree gives a connection that has done its request to the next one, or
// keeps it.
function onFree(agent, socket, options) {
  const name = agent.getName(options);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const waiting = agent.requests[name];
  if (waiting && waiting.length) {
    const req = waiting.shift();
    if (waiting.length === 0) delete agent.requests[name];
    const resource = req[kResource];
    req[kResource] = null;
    if (resource) resource.runInAsyncScope(() => setRequestSocket(agent, req, socket));
    else setRequestSocket(agent, req, socket);
    return;
  }
  const req = socket._httpMessage;
  if (!req || !req.shouldKeepAlive || !agent.keepAlive) {
    socket.destroy();
    return;
  }
  const free = agent.freeSockets[name] || [];
  const inUse = agent.sockets[name] ? agent.sockets[name].length : 0;
  if (agent.totalSocketCount > agent.maxTotalSockets || free.length + inUse > agent.maxSockets ||
      free.length >= agent.maxFreeSockets || !agent.keepSocketAlive(socket)) {
    socket.destroy();
    return;
  }
  agent.freeSockets[name] = free;
  socket._httpMessage = null;
  agent.removeSocket(socket, options);
  socket.once('error', freeSocketErrorListener);
  guard(socket);
  free.push(socket);
}

function freeSocketErrorListener() {
  this.destroy();
  this.emit('agentRemove');
}

// guard closes an idle connection on which something arrives: it would be
// taken for the next response.
function guard(socket) {
  if (socket.readableLength > 0) {
    socket.destroy();
    return;
  }
  const handle = socket._handle;
  if (!handle) return;
  if (socket.connecting) {
    socket[kGuard] = () => guard(socket);
    socket.once('connect', socket[kGuard]);
    return;
  }
  // What arrives goes there instead of into the stream.
  Object.defineProperty(socket, '_onUserBuffer', {
    value(chunk) {
      socket.destroy();
      return chunk.length;
    },
    configurable: true,
  });
  if (!handle.reading) handle.readStart();
}

function unguard(socket) {
  if (socket[kGuard]) socket.removeListener('connect', socket[kGuard]);
  socket[kGuard] = null;
  delete socket._onUserBuffer;
}

function onNewListener(event) {
  if (event !== 'keylog') return;
  this.removeListener('newListener', onNewListener);
  const agent = this;
  this[kOnKeylog] = function onkeylog(keylog) { agent.emit('keylog', keylog, this); };
  for (const set of [this.freeSockets, this.sockets]) {
    for (const name of Object.keys(set)) set[name].forEach((socket) => socket.on('keylog', this[kOnKeylog]));
  }
}

Agent.prototype.createConnection = function createConnection(...args) {
  const proxy = this[binding.kProxy];
  if (!proxy) return net.createConnection(...args);
  const [options, callback] = net._normalizeArgs(args);
  if (!binding.proxy.serves(proxy, options)) return net.createConnection(...args);
  if (proxy.protocol !== 'http:') throw validate.notImplemented('A proxy over https:');
  return net.connect({ host: proxy.host, port: proxy.port }, callback);
};

Agent.prototype.getName = function getName(options = {}) {
  let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

// complete adds the agent's own options, which win, to those of a request.
function complete(agent, options, req) {
  options = Object.assign({ __proto__: null }, options, agent.options);
  if (options.socketPath) options.path = options.socketPath;
  if (!options.servername && options.servername !== '') options.servername = serverName(options, req);
  return options;
}

function serverName(options, req) {
  let name = options.host;
  const host = req.getHeader('host');
  if (host) {
    validate.string(host, 'options.headers.host');
    if (host[0] === '[') {
      const end = host.indexOf(']');
      name = end === -1 ? host : host.substring(1, end);
    } else {
      name = host.split(':', 1)[0];
    }
  }
  return net.isIP(name) ? '' : name;
}

Agent.prototype.addRequest = function addRequest(req, options, port/* legacy */, localAddress/* legacy */) {
  if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress };
  options = complete(this, options, req);
  const name = this.getName(options);
  if (!this.sockets[name]) this.sockets[name] = [];
  const free = this.freeSockets[name];
  let socket;
  if (free) {
    while (free.length && free[0].destroyed) free.shift();
    socket = this.scheduling === 'fifo' ? free.shift() : free.pop();
    if (!free.length) delete this.freeSockets[name];
  }
  const count = (free ? free.length : 0) + this.sockets[name].length;
  if (socket) {
    const mark = options.highWaterMark;
    if (mark !== undefined && mark !== null && socket.writableHighWaterMark !== mark) {
      socket._writableState.highWaterMark = mark;
    }
    this.reuseSocket(socket, req);
    setRequestSocket(this, req, socket);
    this.sockets[name].push(socket);
  } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    this.createSocket(req, options, (err, socket) => {
      if (err) req.onSocket(socket, err);
      else setRequestSocket(this, req, socket);
    });
  } else {
    if (!this.requests[name]) this.requests[name] = [];
    req[kOptions] = options;
    const { AsyncResource } = require('async_hooks');
    req[kResource] = new AsyncResource('QueuedRequest');
    this.requests[name].push(req);
  }
};

Agent.prototype.createSocket = function createSocket(req, options, cb) {
  options = complete(this, options, req);
  const timeout = req.timeout || this.options.timeout || undefined;
  if (timeout) options.timeout = timeout;
  const name = this.getName(options);
  options._agentKey = name;
  options.encoding = null;
  let created = false;
  const oncreate = (err, socket) => {
    if (created) return;
    created = true;
    if (err) {
      cb(err);
      return;
    }
    if (!this.sockets[name]) this.sockets[name] = [];
    this.sockets[name].push(socket);
    this.totalSocketCount++;
    installListeners(this, socket, options);
    cb(null, socket);
  };
  if (this.keepAlive) {
    options.keepAlive = this.keepAlive;
    options.keepAliveInitialDelay = this.keepAliveMsecs;
  }
  const socket = this.createConnection(options, oncreate);
  if (socket) oncreate(null, socket);
};

function installListeners(agent, socket, options) {
  function onFree() { agent.emit('free', socket, options); }
  function onClose() {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  }
  function onTimeout() {
    const free = agent.freeSockets;
    if (Object.keys(free).some((name) => free[name].includes(socket))) socket.destroy();
  }
  function onRemove() {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  }
  socket.on('free', onFree);
  socket.on('close', onClose);
  socket.on('timeout', onTimeout);
  socket.on('agentRemove', onRemove);
  if (agent[kOnKeylog]) socket.on('keylog', agent[kOnKeylog]);
}

function removeFrom(set, name, socket) {
  const list = set[name];
  const i = list ? list.indexOf(socket) : -1;
  if (i === -1) return;
  list.splice(i, 1);
  if (list.length === 0) delete set[name];
}

Agent.prototype.removeSocket = function removeSocket(s, options) {
  const name = this.getName(options);
  removeFrom(this.sockets, name, s);
  if (!s.writable) removeFrom(this.freeSockets, name, s);

  // A place is free: make a connection for a request that waits.
  let req;
  if (this.requests[name] && this.requests[name].length) {
    req = this.requests[name][0];
  } else {
    const other = Object.keys(this.requests)[0];
    if (other !== undefined && !(this.sockets[other] && this.sockets[other].length)) {
      req = this.requests[other][0];
      options = req[kOptions];
    }
  }
  if (!req || !options) return;
  req[kOptions] = undefined;
  this.createSocket(req, options, (err, socket) => {
    if (err) req.onSocket(null, err);
    else socket.emit('free');
  });
};

Agent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  let keep = true;
  const res = socket._httpMessage && socket._httpMessage.res;
  const hint = res && res.headers['keep-alive'];
  const seconds = hint && /^timeout=(\d+)/.exec(hint);
  if (seconds) {
    // Be done before the server is.
    const left = Math.max(0, parseInt(seconds[1], 10) * 1000 - this.agentKeepAliveTimeoutBuffer);
    if (left === 0) keep = false;
    else if (left < timeout) timeout = left;
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return keep;
};

Agent.prototype.reuseSocket = function reuseSocket(socket, req) {
  socket.removeListener('error', freeSocketErrorListener);
  unguard(socket);
  req.reusedSocket = true;
  socket.ref();
};

Agent.prototype.destroy = function destroy() {
  for (const set of [this.freeSockets, this.sockets]) {
    for (const name of Object.keys(set)) {
      for (const socket of set[name].slice()) socket.destroy();
    }
  }
};

function setRequestSocket(agent, req, socket) {
  req.onSocket(socket);
  const timeout = agent.options.timeout || 0;
  if (req.timeout !== undefined && req.timeout !== timeout) socket.setTimeout(req.timeout);
}

return {
  Agent,
  globalAgent: new Agent({
    keepAlive: true, scheduling: 'lifo', timeout: 5000, proxyEnv: binding.usesEnvProxy() ? process.env : undefined,
  }),
};
