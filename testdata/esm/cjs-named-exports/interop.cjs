exports.__esModule = true; exports.default = 'def'; exports.named = 'n';
