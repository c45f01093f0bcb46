// frames: own
require('./lib/a');
