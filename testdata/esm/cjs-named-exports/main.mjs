for (const f of ['forms', 'literal', 'define', 'reexport', 'star', 'babel', 'esbuild', 'fn', 'interop', 'late']) console.log(f, await import(`./${f}.cjs`));
