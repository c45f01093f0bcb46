exports.yes = 1; exports['no' + 'pe'] = 2;
