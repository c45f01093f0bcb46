// Generators, spread and destructuring.
(function () {
	function* range(n) { for (let i = 0; i < n; i++) yield i }
	var sum = 0;
	for (const x of range(5000)) sum += x;
	var [first, ...rest] = [...range(300)];
	return sum + first + rest.length;
})
