/* The worker around the engine. Its messages are those of Material for MkDocs 9.8.1, and 4 for a
 * failure. On a page or in a test there is only the engine. */
(function (scope, engine) {
  "use strict";

  const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3, failure: 4 };

  if (typeof WorkerGlobalScope === "undefined" || !(scope instanceof WorkerGlobalScope)) return;
  let prepared = null;

  /* A reader's query may come between two trials. */
  function tryOut() {
    const queries = engine.trials(prepared);
    const next = () => {
      if (!queries.length) return;
      engine.search(prepared, queries.shift());
      setTimeout(next);
    };
    next();
  }

  function setUp(address) {
    scope.importScripts(address);
    prepared = engine.prepare(scope.searchIndex);
    delete scope.searchIndex;
    scope.postMessage({ type: MESSAGE.ready });
    setTimeout(tryOut);
  }

  scope.onmessage = ({ data: { type, data, id } }) => {
    try {
      if (type === MESSAGE.setup) setUp(data.index);
      if (type === MESSAGE.query) {
        scope.postMessage({ type: MESSAGE.result, data: engine.search(prepared, data), id });
      }
    } catch (error) {
      scope.postMessage({ type: MESSAGE.failure, data: String(error), id });
    }
  };
})(self, self.publicationSearch);
