'use strict';
const Mocha = require('mocha');
const path = require('node:path');

const run = (options) => new Promise((resolve) => {
  const mocha = new Mocha({ color: false, ...options });
  mocha.cleanReferencesAfterRun(true);
  mocha.addFile(path.join(__dirname, 'suite.js'));
  const write = process.stdout.write;
  // Durations differ from run to run, stacks from engine to engine.
  process.stdout.write = function (chunk, ...rest) {
    return write.call(this, String(chunk).replace(/ ?\(\d+ms\)/g, '').replace(/"duration": ?\d+/g, '"duration":0').replace(/^ +(at .*)?$\n?/gm, '').replaceAll(__dirname, ''), ...rest);
  };
  mocha.run((failures) => { process.stdout.write = write; resolve(failures); });
});
(async () => {
  console.log('failures', await run({ reporter: 'spec', timeout: 50 }));
  for (const file of Object.keys(require.cache)) if (file.endsWith('suite.js')) delete require.cache[file];
  console.log('failures', await run({ reporter: 'tap', grep: /passes|retries/ }));
})();
