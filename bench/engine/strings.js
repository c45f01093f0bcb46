// Texts that grow, and what is made of them.
(function () {
	var n = 0;
	for (var k = 0; k < 4; k++) {
		var s = '';
		for (var i = 0; i < 1000; i++) s += 'item-' + i + ',';
		n += s.split(',').map(part => part.toUpperCase().slice(2)).join(';').length + s.indexOf('item-999') + s.replaceAll('item', 'x').length;
	}
	return n;
})
