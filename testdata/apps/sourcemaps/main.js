'use strict';
// Source maps are read in WebAssembly, which calls JavaScript for each mapping.
const { SourceMapGenerator, SourceMapConsumer, SourceNode } = require('source-map');
(async () => {
  const made = new SourceMapGenerator({ file: 'out.js' });
  for (let line = 1; line <= 200; line++) {
    made.addMapping({ generated: { line, column: line % 7 }, original: { line: 201 - line, column: line % 5 }, source: 'in.ts', name: line % 3 ? undefined : `n${line}` });
  }
  made.setSourceContent('in.ts', 'text');
  const map = made.toJSON();
  console.log(map.mappings.length, map.names.length);
  await SourceMapConsumer.with(map, null, (c) => {
    console.log(c.originalPositionFor({ line: 42, column: 0 }), c.originalPositionFor({ line: 42, column: 9 }));
    console.log(c.generatedPositionFor({ source: 'in.ts', line: 10, column: 1 }), c.allGeneratedPositionsFor({ source: 'in.ts', line: 10 }));
    let count = 0;
    c.eachMapping((m) => { count += m.originalLine; }, null, SourceMapConsumer.ORIGINAL_ORDER);
    console.log(count, c.sources, c.sourceContentFor('in.ts'), c.hasContentsOfAllSources());
    const node = SourceNode.fromStringWithSourceMap('a\nb\nc', c);
    console.log(node.toString().length, node.toStringWithSourceMap({ file: 'x.js' }).map.toString().length);
  });
  await new SourceMapConsumer({ version: 3, sources: ['a'], names: [], mappings: 'A!' }).then((c) => c.originalPositionFor({ line: 1, column: 0 })).then(console.log, (e) => console.log(e.message));
})();
