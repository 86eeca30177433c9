/* Runs in a page: sets up each engine several times and asks it every query, the engines in turns. */
async ({ engines, queries, setups, passes }) => {
  const SETUP = 0;
  const QUERY = 2;

  const asked = (worker, type, data) =>
    new Promise((answer, refuse) => {
      worker.onmessage = (event) => answer(event.data);
      worker.onerror = (event) => refuse(new Error(event.message));
      worker.postMessage({ type, data, id: 1 });
    });

  const pathOf = (address) => address.split(/[?#]/)[0];

  /* Material's worker receives the index that the page fetched; ours fetches it itself. */
  async function workerEngine({ worker, index, isMaterial }) {
    const data = isMaterial
      ? { ...(await (await fetch(index)).json()), options: { suggest: false } }
      : { index };
    let running = null;
    return {
      async setUp() {
        if (running) running.terminate();
        running = new Worker(worker);
        const { type } = await asked(running, SETUP, data);
        if (type !== 1) throw new Error(`${worker} is not ready`);
      },
      ask: (query) => asked(running, QUERY, query),
      pages: ({ data: { items } }) => items.map((item) => pathOf(item[0].location)),
      stop: () => running.terminate(),
    };
  }

  /* Pagefind has no worker to restart, so each setup imports it from another address. */
  async function pagefindEngine({ script, root }) {
    let api = null;
    let times = 0;
    return {
      async setUp() {
        api = await import(`${script}?${(times += 1)}`);
        await api.init();
      },
      ask: (query) => api.search(query),
      async pages({ results }) {
        const best = await Promise.all(results.slice(0, 5).map((result) => result.data()));
        return best.map(({ url }) => pathOf(url).replace(root, ""));
      },
      stop: () => api.destroy && api.destroy(),
    };
  }

  const running = [];
  for (const given of engines) {
    const engine = given.script ? await pagefindEngine(given) : await workerEngine(given);
    running.push({ ...engine, setups: [], firsts: [], taken: queries.map(() => []), found: [] });
  }
  for (let time = 0; time < setups; time += 1) {
    for (const engine of running) {
      const start = performance.now();
      await engine.setUp();
      engine.setups.push(performance.now() - start);
      await engine.ask(queries[0]);
      engine.firsts.push(performance.now() - start);
    }
  }
  for (let pass = 0; pass < passes; pass += 1) {
    for (const engine of running) {
      for (const [number, query] of queries.entries()) {
        const start = performance.now();
        const answer = await engine.ask(query);
        engine.taken[number].push(performance.now() - start);
        if (pass === 0) engine.found.push(await engine.pages(answer));
      }
    }
  }
  return running.map(({ stop, setups, firsts, taken, found }) => {
    stop();
    return { setups, firsts, taken: taken.map((times) => Math.min(...times)), found };
  });
};
