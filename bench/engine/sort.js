// Sorting numbers, texts and records.
(function () {
	var list = [];
	for (var i = 0, x = 7; i < 2000; i++) list.push(x = x * 1103515245 % 2147483648);
	return list.slice().sort((a, b) => a - b)[5] + list.map(String).sort()[5] +
		list.map(n => ({ n: n })).sort((a, b) => b.n - a.n)[5].n;
})
