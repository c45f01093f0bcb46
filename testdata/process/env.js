const attempt = (label, f) => { try { console.log(label, f()); } catch (err) { console.log(label, err.name, err.code, err.message); } };
const { env } = process;
attempt('set', () => { env.SET = 1; return env.SET; });
attempt('undefined', () => { env.SET = undefined; return typeof env.SET; });
attempt('has', () => ['SET' in env, Object.keys(env).includes('SET'), Object.prototype.hasOwnProperty.call(env, 'SET')]);
attempt('delete', () => [delete env.SET, env.SET, 'SET' in env, delete env.SET]);
attempt('symbol', () => { 'use strict'; env[Symbol('s')] = 1; });
attempt('symbol value', () => { env.SET = Symbol('s'); });
attempt('get symbol', () => [env[Symbol('s')], Symbol('s') in env]);
attempt('define', () => Object.defineProperty(env, 'SET', { value: 'x' }));
attempt('getter', () => Object.defineProperty(env, 'SET', { get() {} }));
attempt('whole', () => {
  Object.defineProperty(env, 'SET', { value: 12, configurable: true, writable: true, enumerable: true });
  return [env.SET, Object.getOwnPropertyDescriptor(env, 'SET')];
});
attempt('empty', () => { env[''] = 'x'; return env['']; });
attempt('freeze', () => Object.freeze(env));
attempt('tag', () => [String(env), typeof env.toString, Object.getPrototypeOf(env) === Object.prototype]);
