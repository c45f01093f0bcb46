// What node:http exports.
'use strict';

const { Server, _connectionListener } = parts._http_server;
const { Agent } = parts._http_agent;
const { ClientRequest } = parts._http_client;

const parsers = { max: 1000 };

function createServer(opts, requestListener) { return new Server(opts, requestListener); }

function request(url, options, cb) { return new ClientRequest(url, options, cb); }

function get(url, options, cb) {
  const req = request(url, options, cb);
  req.end();
  return req;
}

// setGlobalProxyFromEnv gives the global agents the proxies that an environment names, until what it returns is called.
function setGlobalProxyFromEnv(env = process.env) {
  validate.object(env, 'proxyEnv');
  const { proxyURL, invalid } = binding.proxy;
  const plain = proxyURL(env, 'http:');
  const secure = proxyURL(env, 'https:');
  for (const url of [plain, secure]) {
    if (url && !URL.canParse(url)) throw invalid(url);
  }
  const restores = [];
  if (plain) restores.push(replaceAgent(http, Agent, env));
  if (secure) {
    const https = require('https');
    restores.push(replaceAgent(https, https.Agent, env));
  }
  return function restore() { restores.forEach((f) => f()); };
}

function replaceAgent(exports, Class, env) {
  const original = exports.globalAgent;
  exports.globalAgent = new Class({ keepAlive: true, scheduling: 'lifo', timeout: 5000, proxyEnv: env });
  return () => { exports.globalAgent = original; };
}

const http = {
  _connectionListener,
  METHODS: binding.METHODS,
  STATUS_CODES: binding.STATUS_CODES,
  Agent,
  ClientRequest,
  IncomingMessage: binding.IncomingMessage,
  OutgoingMessage: binding.OutgoingMessage,
  Server,
  ServerResponse: binding.ServerResponse,
  createServer,
  validateHeaderName: binding.validateHeaderName,
  validateHeaderValue: binding.validateHeaderValue,
  get,
  request,
  setMaxIdleHTTPParsers(max) {
    validate.integer(max, 'max', 1);
    parsers.max = max;
  },
  setGlobalProxyFromEnv,
};

Object.defineProperty(http, 'globalAgent', {
  configurable: true,
  enumerable: true,
  get() { return parts._http_agent.globalAgent; },
  set(value) { parts._http_agent.globalAgent = value; },
});

const common = {
  _checkInvalidHeaderChar: binding.isInvalidValue,
  _checkIsHttpToken: binding.isToken,
  chunkExpression: /(?:^|\W)chunked(?:$|\W)/i,
  continueExpression: /(?:^|\W)100-continue(?:$|\W)/i,
  CRLF: '\r\n',
  methods: binding.METHODS,
  parsers,
};

const outgoing = {
  validateHeaderName: binding.validateHeaderName,
  validateHeaderValue: binding.validateHeaderValue,
  OutgoingMessage: binding.OutgoingMessage,
};

return { http, common, outgoing };
