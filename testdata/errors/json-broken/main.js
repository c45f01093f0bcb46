console.log('main');
require('./data.json');
