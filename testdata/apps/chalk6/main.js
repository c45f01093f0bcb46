// env: FORCE_COLOR=3
'use strict';
// Modules alone are left of it: a static import, import() and require() of one instance.
const required = require('chalk');

import('./colours.mjs').then((m) => console.log(m.default === required.default, Object.keys(required)));
