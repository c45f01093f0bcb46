// Classes, accessors and properties.
(function () {
	class Point {
		constructor(x, y) { this.x = x; this.y = y }
		get sum() { return this.x + this.y }
		move(by) { return new Point(this.x + by.x, this.y + by.y) }
	}
	var p = new Point(0, 0), by = new Point(1, 2), sum = 0;
	for (var i = 0; i < 4000; i++) { p = p.move(by); sum += p.sum }
	return sum;
})
