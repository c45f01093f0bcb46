'use strict';
const path = require('node:path');

const plain = (text) => text.replace(/\u001b\[[\d;]*m/g, '');

// Prints what a run found, in an order that does not depend on time.
module.exports = class Reporter {
  onRunComplete(contexts, { testResults }) {
    for (const suite of [...testResults].sort((a, b) => (a.testFilePath < b.testFilePath ? -1 : 1))) {
      console.log(path.basename(suite.testFilePath), suite.testExecError ? plain(suite.testExecError.message) : '');
      for (const test of suite.testResults) {
        console.log(' ', test.status, test.fullName);
        for (const message of test.failureMessages) console.log(plain(message).split('\n    at ')[0].replace(/^/gm, '    '));
      }
    }
  }
};
