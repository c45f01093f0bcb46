// Proxies for plain HTTP: which one the environment names, which requests go through it, and how they change for it.
'use strict';

const { isIPv4 } = require('net');

// proxyURL is what an environment names for a protocol, or null. Names in lower case come first.
function proxyURL(env, protocol) {
  const url = protocol === 'https:' ? env.https_proxy || env.HTTPS_PROXY : env.http_proxy || env.HTTP_PROXY;
  if (!url) return null;
  if (/[\r\n]/.test(url)) throw invalid(`Invalid proxy URL: ${url}`);
  return url;
}

function invalid(message) { return validate.error('ERR_PROXY_INVALID_CONFIG', message); }

// fromEnv is the proxy of an agent for a protocol, or null. Proxies that are not HTTP's are left to others.
function fromEnv(env, protocol) {
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const text = proxyURL(env, protocol);
  if (text === null || !/^https?:\/\//.test(text)) return null;
  if (!URL.canParse(text)) throw invalid(`Invalid proxy URL: ${text}`);
  const url = new URL(text);
  const proxy = {
    protocol: url.protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80,
    authorization: undefined,
    bypass: String(env.no_proxy || env.NO_PROXY || '').split(',').map((entry) => entry.trim().toLowerCase()).filter(Boolean),
  };
  if (url.username || url.password) {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    proxy.authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  }
  return proxy;
}

// serves tells whether requests with these options go through the proxy.
function serves(proxy, options) {
  if (!proxy || options.socketPath) return false;
  const host = (options.host || 'localhost').toLowerCase();
  const withPort = options.port ? `${host}:${options.port}` : host;
  return !proxy.bypass.some((entry) => entry === '*' || entry === host || entry === withPort || covers(entry, host));
}

// covers matches a host with .suffix, *.suffix and a range of addresses.
function covers(entry, host) {
  if (entry[0] === '.') return host === entry.slice(1) || host.endsWith(entry);
  if (entry.startsWith('*.')) return host.endsWith(entry.slice(1));
  const [first, last, more] = entry.split('-').map((address) => address.trim());
  if (more !== undefined || !isIPv4(host) || !isIPv4(first) || last === undefined || !isIPv4(last)) return false;
  return number(first) <= number(host) && number(host) <= number(last);
}

function number(address) { return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0); }

// rewrite makes a request one for the agent's proxy: its target is absolute, and proxy-* headers are added.
// https://datatracker.ietf.org/doc/html/rfc9112#section-3.2.2
function rewrite(req, proxy, options, authority, explicitHost, headerList) {
  if (req._header || !serves(proxy, options) || (options.protocol || req.agent.protocol) !== 'http:') return;
  let target;
  if (req.method !== 'CONNECT' && !(req.method === 'OPTIONS' && req.path === '*')) {
    validate.port(authority.port, 'options.port', true);
    const base = new URL(`http://${authority.host}`);
    base.port = authority.port;
    checkHost(base, explicitHost, headerList);
    if (headerList === undefined && req.getHeader('host') !== undefined && req.getHeader('host') !== base.host) {
      req.setHeader('Host', base.host);
    }
    target = targetOf(String(req.path), base);
  }
  if (proxy.authorization) req.setHeader('proxy-authorization', proxy.authorization);
  req.setHeader('proxy-connection', req.shouldKeepAlive ? 'keep-alive' : 'close');
  if (target !== undefined) req.path = target.href;
}

// checkHost wants what the program has set as Host to be the authority that the request goes to.
function checkHost(base, explicit, list) {
  let given = explicit;
  let same = (host) => URL.canParse(`http://${host}`) && new URL(`http://${host}`).host === base.host;
  if (list !== undefined) {
    given = hostIn(list);
    same = (host) => host === base.host;
  }
  if (given !== undefined && !same(given)) {
    throw validate.invalidArgValue('Host in options.headers', given, `must match the request authority (${base.host})`);
  }
}

function hostIn(list) {
  if (Array.isArray(list[0])) {
    const pair = list.find(([name]) => String(name).toLowerCase() === 'host');
    return pair && pair[1];
  }
  const at = list.findIndex((name, i) => i % 2 === 0 && String(name).toLowerCase() === 'host');
  return at === -1 ? undefined : list[at + 1];
}

function targetOf(path, base) {
  if (!URL.canParse(path)) {
    if (path[0] !== '/') throw validate.invalidArgValue('options.path', path, 'must be in absolute-form or start with /');
    return new URL(base.origin + path);
  }
  const url = new URL(path);
  if (url.username || url.password) {
    url.username = url.password = '';
    throw validate.invalidArgValue('options.path', url.href, 'must not contain userinfo, use options.auth instead');
  }
  if (url.protocol !== 'http:') {
    throw validate.invalidArgValue('options.path', url.protocol, 'must use http: scheme when specified as an absolute URL');
  }
  if (url.host !== base.host) {
    throw validate.invalidArgValue('options.path', url, `must match the request authority (${base.host})`);
  }
  return url;
}

return { fromEnv, proxyURL, serves, rewrite, invalid };
