// Calls of a function that calls itself.
(function () {
	function count(depth) { return depth < 2 ? 1 : count(depth - 1) + count(depth - 2) }
	return count(18);
})
