Object.defineProperty(exports, '__esModule', { value: true });
Object.defineProperty(exports, 'a', { enumerable: true, value: 1 });
Object.defineProperty(exports, 'b', { enumerable: true, get: function () { return x.y; } });
Object.defineProperty(exports, 'c', { enumerable: true, get() { return x.y; } });
Object.defineProperty(module.exports, 'd', { value: 4 });
var x = { y: 2 };
