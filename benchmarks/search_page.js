/* Runs in a page: sets up each engine several times and asks it every query, the engines in turns. */
async ({ engines, queries, setups, passes }) => {
  const [SETUP, READY, QUERY] = [0, 1, 2]; // of Material's messages

  const asked = (worker, message) =>
    new Promise((answer, refuse) => {
      worker.onmessage = (event) => answer(event.data);
      worker.onerror = (event) => refuse(new Error(event.message));
      worker.postMessage(message);
    });

  const pathOf = (address) => address.split(/[?#]/)[0];

  /* Our worker fetches the index itself; Material's receives the one that the page fetched. */
  function ourEngine({ worker, index }) {
    return workerEngine(worker, {
      setup: () => ({ index }),
      isReady: ({ ready }) => ready,
      query: (query) => ({ id: 1, query }),
      pages: ({ result }) => result.pages.map((page) => pathOf(page.address)),
    });
  }

  async function materialEngine({ worker, index }) {
    const data = { ...(await (await fetch(index)).json()), options: { suggest: false } };
    return workerEngine(worker, {
      setup: () => ({ type: SETUP, data }),
      isReady: ({ type }) => type === READY,
      query: (query) => ({ type: QUERY, data: query }),
      pages: ({ data: { items } }) => items.map((item) => pathOf(item[0].location)),
    });
  }

  function workerEngine(worker, { setup, isReady, query, pages }) {
    let running = null;
    return {
      async setUp() {
        if (running) running.terminate();
        running = new Worker(worker);
        if (!isReady(await asked(running, setup()))) throw new Error(`${worker} is not ready`);
      },
      ask: (words) => asked(running, query(words)),
      pages,
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
    const make = given.script ? pagefindEngine : given.isMaterial ? materialEngine : ourEngine;
    const engine = await make(given);
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
