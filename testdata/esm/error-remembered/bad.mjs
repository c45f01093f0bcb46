console.log('bad runs');
throw 'a string';
