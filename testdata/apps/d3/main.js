'use strict';
const d3 = require('d3');

const x = d3.scaleLinear().domain([0, 10]).range([0, 300]).nice();
console.log(x(3.3), x.ticks(4), x.invert(150), d3.scaleBand(['a', 'b'], [0, 100]).padding(0.2)('b'), d3.scaleOrdinal(d3.schemeCategory10)('z'), d3.interpolateViridis(0.3), d3.interpolateLab('red', '#00f')(0.5), d3.color('hsl(120, 50%, 20%)').formatHex());
console.log(d3.line().curve(d3.curveCatmullRom)([[0, 0], [1, 3], [2, 1], [4, 4]]), d3.arc()({ innerRadius: 0, outerRadius: 10, startAngle: 0, endAngle: 2 }), d3.pie()([1, 2, 3]).map((p) => p.endAngle));
console.log(d3.rollups([{ k: 'a', v: 1 }, { k: 'b', v: 2 }, { k: 'a', v: 3 }], (v) => d3.sum(v, (d) => d.v), (d) => d.k), d3.quantile([3, 1, 4, 1, 5], 0.3), d3.bin().thresholds(3)([1, 2, 2, 5, 9]).map((b) => b.length), d3.extent([5, 2, 8]), d3.format('$,.2f')(1234.567), d3.format('.3s')(0.00042), d3.utcFormat('%Y-%m-%d %j %U')(new Date(0)), d3.csvParse('a,b\n1,"x,y"', d3.autoType));
const tree = d3.tree().size([10, 10])(d3.hierarchy({ name: 'r', children: [{ name: 'a', children: [{ name: 'c' }, { name: 'd' }] }, { name: 'b' }] }));
console.log(tree.descendants().map((n) => [n.data.name, n.x, n.y]));
const sim = d3.forceSimulation([{ id: 0 }, { id: 1 }, { id: 2 }]).force('charge', d3.forceManyBody()).force('link', d3.forceLink([{ source: 0, target: 1 }])).force('c', d3.forceCenter()).stop().tick(50);
console.log(sim.nodes().map((n) => [n.x.toFixed(6), n.y.toFixed(6)]));
console.log(d3.Delaunay.from([[0, 0], [1, 0], [0, 1], [1, 1], [0.5, 0.5]]).triangles.length, d3.geoPath(d3.geoMercator())({ type: 'LineString', coordinates: [[0, 0], [10, 20], [-30, 5]] }), d3.geoArea({ type: 'Polygon', coordinates: [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]] }).toFixed(9), d3.contours().size([3, 3]).thresholds([0.5])([0, 0, 0, 0, 1, 0, 0, 0, 0])[0].coordinates);
