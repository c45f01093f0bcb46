var _l = require('./literal.cjs');
Object.keys(_l).forEach(function (key) {
  if (key === 'default' || key === '__esModule') return;
  if (key in exports && exports[key] === _l[key]) return;
  Object.defineProperty(exports, key, { enumerable: true, get: function () { return _l[key]; } });
});
