// flags: -r ./testdata-preload.cjs --require=fs
console.log('main', globalThis.preloaded, process.execArgv, module.parent);
