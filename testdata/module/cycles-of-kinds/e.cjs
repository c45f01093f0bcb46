require('./f.mjs');
