exports.before = 1; if (true) return; exports.after = 2;
