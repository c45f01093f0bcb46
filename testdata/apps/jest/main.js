// flags: --experimental-vm-modules --no-warnings
'use strict';
const path = require('node:path');
const { runCLI } = require('@jest/core');

const rootDir = path.join(__dirname, 'suite');
const config = {
  rootDir,
  testMatch: ['**/*.test.*'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'json'],
  transform: {},
};
const options = {
  config: JSON.stringify(config), reporters: [path.join(__dirname, 'reporter.js')],
  runInBand: true, cache: false, watchman: false, ci: true, _: [], $0: '',
};
runCLI(options, [rootDir]).then(({ results }) => {
  console.log(results.numPassedTests, results.numFailedTests, results.numTotalTestSuites);
});
