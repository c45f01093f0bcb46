let x = 1;
  await new Promise(() => {});
