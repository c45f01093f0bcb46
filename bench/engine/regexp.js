// Regular expressions over a long text.
(function () {
	var text = 'On 2026-11-24 a quick brown fox wrote to bob@example.com about 13 lazy dogs. '.repeat(60), n = 0;
	n += text.match(/\b[a-z]+\b/gi).length;
	n += text.replace(/(\d{4})-(\d\d)-(\d\d)/g, '$3.$2.$1').length;
	n += text.split(/[ .,]+/).length;
	return n + [...text.matchAll(/[\w.]+@[\w.]+\w/g)].length;
})
