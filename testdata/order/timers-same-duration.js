for (let i = 0; i < 5; i++) setTimeout((n) => console.log(n), 5, i);
