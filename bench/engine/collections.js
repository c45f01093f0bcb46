// Maps and Sets with numbers, texts and objects for keys.
(function () {
	var m = new Map, s = new Set, o = [], n = 0;
	for (var i = 0; i < 2000; i++) { m.set(i, i).set('k' + i, i); s.add(o[i] = { i: i }) }
	for (i = 0; i < 2000; i++) n += m.get(i) + m.get('k' + i) + s.has(o[i]);
	for (var entry of m) n += entry[1];
	return n + m.size + s.size;
})
