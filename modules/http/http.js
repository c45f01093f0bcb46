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
  setGlobalProxyFromEnv() { throw validate.notImplemented('http.setGlobalProxyFromEnv'); },
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
