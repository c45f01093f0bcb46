// frames: own
require('no-such-package');
