// env: NODE_PATH=extra:/nowhere
console.log(require('from-node-path'), require('node:module').globalPaths.slice(0, 2));
