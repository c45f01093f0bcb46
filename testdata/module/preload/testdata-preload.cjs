globalThis.preloaded = [require.main === undefined, module.id, module.parent && module.parent.id]; console.log('preload');
