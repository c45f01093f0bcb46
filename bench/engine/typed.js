// Loops over typed arrays.
(function () {
	var a = new Float64Array(2000), b = new Uint8Array(a.buffer), n = 0;
	for (var k = 0; k < 3; k++) for (var i = 0; i < a.length; i++) a[i] = a[i] * 0.5 + i;
	for (i = 0; i < b.length; i += 7) n += b[i];
	return a[100] + n;
})
