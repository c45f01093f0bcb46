// Functions that are made, kept and called.
(function () {
	var list = [], sum = 0;
	for (let i = 0; i < 5000; i++) list.push(x => x + i);
	for (var k = 0; k < 3; k++) sum = list.reduce((n, f) => f(n), sum);
	return sum + [1, 2, 3].map(function (x) { return x * sum }).join();
})
