Object.defineProperty(exports, 'value', { enumerable: true, get: () => 'got' });
