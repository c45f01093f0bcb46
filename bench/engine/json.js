// JSON in both directions.
(function () {
	var list = [];
	for (var i = 0; i < 200; i++) list.push({ id: i, name: 'name ' + i, tags: ['a', 'é'], at: { x: i / 3, ok: i % 2 === 0, none: null } });
	var text = JSON.stringify(list);
	return text.length + JSON.parse(text).length + JSON.stringify(JSON.parse(text), null, 2).length;
})
