// Lays out the tree of cases.json, resolves its requests with the Node that
// runs this, and writes results.json. Usage: node record.cjs
const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

const cases = JSON.parse(fs.readFileSync(path.join(__dirname, 'cases.json'), 'utf8'));
const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'resolve-')));
const plain = (s) => (typeof s === 'string' ? s.replaceAll(root, '/app') : s);
for (const [name, content] of Object.entries(cases.files)) {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}
for (const [name, target] of Object.entries(cases.links)) {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.symlinkSync(target, path.join(root, name));
}
process.chdir(root);
const warnings = [];
process.emitWarning = (message, type, code) => warnings.push(`${code}: ${plain(message)}`);
const failure = (e) => {
  const out = { name: e.name, code: e.code, message: plain(e.message) };
  for (const key of ['path', 'requestPath', 'url', 'input', 'module']) {
    if (e[key] !== undefined) out[key] = plain(String(e[key]));
  }
  out.plain = !e.stack.startsWith(`${e.name} [`);
  if (e.requireStack) out.requireStack = e.requireStack.map(plain);
  return out;
};
(async () => {
  const results = [];
  for (const [kind, from, request, paths] of cases.requests) {
    const result = { kind, from, request, paths };
    warnings.length = 0;
    const file = path.join(root, from);
    try {
      if (kind === 'require') {
        const options = paths && { paths: paths.map((p) => (p[0] === '/' ? root + p : p)) };
        result.found = plain(createRequire(file).resolve(request.replace('/app', root), options));
      } else {
        const probe = path.join(path.dirname(file), 'probe.mjs');
        const had = fs.existsSync(probe);
        fs.writeFileSync(file, 'export const load = (s) => import.meta.resolve(s);\nexport const go = (s) => import(s);');
        const m = await import(pathToFileURL(file).href);
        try {
          await m.go(request.replace('/app', root));
        } catch (e) {
          if (/^(ERR_UNKNOWN|ERR_UNSUPPORTED_ESM)/.test(e.code)) e.code = undefined;
          if (e.code !== undefined || e instanceof SyntaxError) throw e;
        }
        result.found = plain(m.load(request.replace('/app', root)));
        if (!had) fs.rmSync(probe, { force: true });
      }
    } catch (e) {
      result.error = failure(e);
    }
    if (warnings.length > 0) result.warnings = [...new Set(warnings)];
    results.push(result);
  }
  const lines = results.map((r) => JSON.stringify(r));
  fs.writeFileSync(path.join(__dirname, 'results.json'), `[\n${lines.join(',\n')}\n]\n`);
  fs.rmSync(root, { recursive: true });
})();
