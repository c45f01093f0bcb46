console.log(require('./replaced'), require('./returned'), require('./function')(2), require('./null'), require('./getter').value, require('./strict'));
